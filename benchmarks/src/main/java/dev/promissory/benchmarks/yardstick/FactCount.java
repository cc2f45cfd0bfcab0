package dev.promissory.benchmarks.yardstick;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the committed records of a topic, as a reader sees them. */
final class FactCount implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private long counted;

    FactCount(String bootstrap, String topic, int partitions) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** Waits until there are as many, and returns when that was, in {@link System#nanoTime}'s terms. */
    long await(long count) {
        long lastSeen = System.nanoTime();
        while (counted < count) {
            int read = consumer.poll(POLL).count();
            long now = System.nanoTime();
            if (read > 0) {
                counted += read;
                lastSeen = now;
            } else if (now - lastSeen > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "only " + counted + " of " + count + " facts after a minute of silence");
            }
        }
        return lastSeen;
    }

    long counted() {
        return counted;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
