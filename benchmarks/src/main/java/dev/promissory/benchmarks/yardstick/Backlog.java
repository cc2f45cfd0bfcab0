package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What an application has not worked off yet: of a transfer, what follows when its last fact is already there. */
final class Backlog implements AutoCloseable {

    private static final long LOOK_AGAIN_MS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Markers of transactions that may stand behind the last record of a partition: nobody commits to have read those. */
    private static final long MARKERS = 10;

    private final Admin admin;
    private final String application;

    Backlog(KafkaConnection kafka, String application) {
        this.admin = Admin.create(kafka.with(Map.of()));
        this.application = application;
    }

    /**
     * Waits until there is none, and returns when that was, in {@link System#nanoTime}'s terms.
     *
     * @throws IllegalStateException when it is not worked off within five minutes
     */
    long awaitEnd() {
        long begin = System.nanoTime();
        while (!isWorkedOff()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(application + " has not worked off what it was given");
            }
            pause();
        }
        return System.nanoTime();
    }

    private boolean isWorkedOff() {
        Map<TopicPartition, OffsetAndMetadata> done =
                KafkaAnswer.of(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetSpec> ends =
                done.keySet().stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        return KafkaAnswer.of(admin.listOffsets(ends).all()).entrySet().stream()
                .allMatch(
                        end -> end.getValue().offset() - done.get(end.getKey()).offset() <= MARKERS);
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
        admin.close();
    }
}
