package dev.promissory.operations.rebuild;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all that is committed, once, from the oldest record to the end as it is at the beginning. */
final class CommittedRecords {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final KafkaConnection kafka;
    private final Map<String, Object> settings;

    CommittedRecords(KafkaConnection kafka) {
        this.kafka = kafka;
        this.settings = kafka.with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000));
    }

    /**
     * Gives each record, those of a partition in order.
     *
     * @param progress told how many there are at most; control records of transactions count too, but never come
     * @throws KafkaUnavailableException when nothing comes for a minute
     */
    void read(
            Collection<TopicPartition> partitions, Progress progress, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = writtenEnds(partitions);
            long begin = consumer.beginningOffsets(partitions).values().stream()
                    .mapToLong(offset -> offset)
                    .sum();
            long end = ends.values().stream().mapToLong(offset -> offset).sum();
            progress.begins(end - begin);
            Set<TopicPartition> open = new HashSet<>(partitions);
            open.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
            long lastHeard = System.nanoTime();
            while (!open.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                        reader.accept(record);
                        progress.one();
                    }
                }
                if (open.removeIf(partition -> consumer.position(partition) >= ends.get(partition))) {
                    consumer.pause(partitions.stream()
                            .filter(partition -> !open.contains(partition))
                            .toList());
                    lastHeard = System.nanoTime();
                }
                if (progress.isNews()) {
                    lastHeard = System.nanoTime();
                }
                if (System.nanoTime() - lastHeard > SILENCE.toNanos()) {
                    throw new KafkaUnavailableException(
                            "Kafka has given nothing of " + open + " for " + SILENCE.toSeconds() + " s", null);
                }
            }
            progress.ends();
        }
    }

    /**
     * Behind all that is written, committed or not. A transaction has ended before its markers are on every partition, and
     * what is committed there by then would be missed: to read up to here waits for them.
     */
    private Map<TopicPartition, Long> writtenEnds(Collection<TopicPartition> partitions) {
        Map<String, Object> uncommitted = kafka.with(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted"));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return new HashMap<>(consumer.endOffsets(partitions));
        }
    }
}
