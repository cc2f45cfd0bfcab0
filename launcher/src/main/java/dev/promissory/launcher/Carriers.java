package dev.promissory.launcher;

/**
 * The real threads that carry the virtual ones, those of HTTP requests above all. The JVM takes as many as there are
 * processors. With two, that is two among some forty threads that want the same processors (stream threads, Kafka's
 * clients and, in {@code run}, the broker), and requests wait for their turn. Four were measured to be better there, and
 * more to take from the stewards where reads alone would fill the processors. With four processors or more it is the
 * JVM's own choice.
 */
final class Carriers {

    /** One of the properties that {@link Thread} documents for virtual threads. */
    static final String SETTING = "jdk.virtualThreadScheduler.parallelism";

    private static final int FEWEST = 4;

    private Carriers() {}

    /** To be called before there is a virtual thread. Changes nothing where the JVM was told how many. */
    static void enough(int processors) {
        if (System.getProperty(SETTING) == null) {
            System.setProperty(SETTING, Integer.toString(Math.max(FEWEST, processors)));
        }
    }
}
