package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.log.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed records of a topic from now on, of some keys only. */
final class Tail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final byte[] keyPrefix;

    Tail(KafkaConnection kafka, String topic, String keyPrefix) {
        this.keyPrefix = keyPrefix.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> settings = Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed", ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        this.consumer =
                new KafkaConsumer<>(kafka.with(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        // Asked for where they are, they go there now and not with the first poll.
        all.forEach(consumer::position);
    }

    /**
     * How many of these keys have been read, and when the last of them was, in {@link System#nanoTime}'s terms: when
     * the reading began, if there was none.
     */
    record Read(long count, long lastNanos) {}

    /**
     * Reads until there are as many of these keys, or a few more.
     *
     * @param things what they are, in the plural
     * @param already how many have been read before
     * @throws IllegalStateException when nothing comes any more
     */
    Read await(
            String things,
            long already,
            long wanted,
            Progress progress,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        long count = already;
        long lastNanos = System.nanoTime();
        while (count < wanted) {
            int read = poll(each);
            long now = System.nanoTime();
            if (read > 0) {
                count += read;
                lastNanos = now;
                progress.advance(read, read);
            } else if (now - lastNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "only " + count + " of " + wanted + " " + things + " after a minute of silence");
            }
        }
        return new Read(count, lastNanos);
    }

    /** Waits a moment for records; how many were of these keys. */
    private int poll(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        int taken = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (isOurs(record.key())) {
                each.accept(record);
                taken++;
            }
        }
        return taken;
    }

    private boolean isOurs(byte[] key) {
        return key != null
                && key.length >= keyPrefix.length
                && Arrays.equals(key, 0, keyPrefix.length, keyPrefix, 0, keyPrefix.length);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
