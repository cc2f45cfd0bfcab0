package dev.promissory.views;

import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A consumer's position, asked for without waiting. */
final class ConsumerPosition {

    private ConsumerPosition() {}

    /** Empty while the consumer does not know it: right after the partition was assigned. */
    static OptionalLong of(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException e) {
            // The committed offset has not been fetched yet; the next poll tells.
            return OptionalLong.empty();
        }
    }
}
