package dev.promissory.launcher;

/**
 * The real threads that carry the virtual ones of HTTP requests. The JVM takes as many as there are processors, which is
 * right where nothing else runs. Here some forty real threads do (stream threads, clients and, in {@code run}, the
 * broker), and while one of them has a carrier's processor, all requests that the carrier has taken on wait. Not many more
 * either: where reads alone would fill the processors, each carrier takes from what the stewards get.
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
