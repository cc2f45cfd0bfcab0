package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.log.Cluster;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What an application has not worked off yet: of a transfer, what follows when its last fact is already there. */
final class Backlog implements AutoCloseable {

    private static final long LOOK_AGAIN_MS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final String application;
    private final long markers;

    /** @param writers whose transactions may each have left a marker behind the last record of a partition */
    Backlog(KafkaConnection kafka, String application, int writers) {
        this.cluster = new Cluster(kafka);
        this.application = application;
        this.markers = writers;
    }

    /**
     * Waits until there is none at two looks, and returns when the first was, in {@link System#nanoTime}'s terms: a few
     * records are not told apart from markers that nobody has committed to have read, but they are gone soon.
     *
     * @throws IllegalStateException when it is not worked off within five minutes
     */
    long awaitEnd() {
        long begin = System.nanoTime();
        while (true) {
            long looked = System.nanoTime();
            if (isWorkedOff()) {
                pause();
                if (isWorkedOff()) {
                    return looked;
                }
            }
            if (looked - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(application + " has not worked off what it was given");
            }
            pause();
        }
    }

    private boolean isWorkedOff() {
        Map<TopicPartition, Long> done = cluster.committed(application);
        return !done.isEmpty()
                && cluster.extent(done.keySet()).ends().entrySet().stream()
                        .allMatch(end -> end.getValue() - done.get(end.getKey()) <= markers);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
