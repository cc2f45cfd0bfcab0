package dev.promissory.operations.views;

/** How a rebuild ended, for whoever watched it. */
public sealed interface RebuildEnd {

    /**
     * The new generation serves.
     *
     * @param built how it was built, at its end
     * @param oldIsGone whether nothing is left in Kafka of the one before; else an instance has yet to leave it
     */
    record Switched(RebuildProgress built, int oldGeneration, boolean oldIsGone) implements RebuildEnd {}

    /** It could not be built; the one before goes on. */
    record GivenUp(int generation, String reason) implements RebuildEnd {}

    /** Nothing was begun or changed. */
    record Refused(String why) implements RebuildEnd {}

    /** Nobody builds it at the moment. Whoever starts goes on with it. */
    record Deserted(int generation) implements RebuildEnd {}
}
