package dev.promissory.protocol;

/**
 * What operators have had done to state that can be derived again, as it stands on wallet.upkeep: the trail of it, and how
 * tools and services agree on whose turn it is.
 */
public sealed interface Upkeep {

    /**
     * The stewards' state is being worked out anew from the facts. Until it has ended no steward decides; one that was
     * begun later takes the place of one that never ended.
     *
     * @param rebuildId tells it from any other
     */
    record StewardsRebuildBegun(String rebuildId) implements Upkeep {}

    /** The stewards decide again, on the new state. */
    record StewardsRebuildEnded(String rebuildId) implements Upkeep {}

    /** The stewards decide again, on the state they had. */
    record StewardsRebuildAbandoned(String rebuildId, String reason) implements Upkeep {}

    /**
     * A new generation of the views is being built from the first fact while the one before goes on serving.
     *
     * @param generation above all earlier ones
     */
    record ViewsRebuildBegun(int generation) implements Upkeep {}

    /** The generation has caught up and serves from now on; the one before is of no more use. */
    record ViewsSwitched(int generation) implements Upkeep {}

    /** The generation is given up; the one that serves goes on. */
    record ViewsRebuildAbandoned(int generation, String reason) implements Upkeep {}
}
