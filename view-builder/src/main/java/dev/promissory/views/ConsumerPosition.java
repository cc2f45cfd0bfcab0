package dev.promissory.views;

import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A consumer's position, asked for without waiting.
 *
 * <p>Of a partition that was assigned a moment ago and that nobody has committed an offset of, the consumer may find out just
 * then that there is none. That is left to its next poll, which says so again. Said after a poll that has handed out records
 * of other partitions, Kafka Streams would begin the new one at its start and forget the records: they would never be folded.
 */
final class ConsumerPosition {

    private ConsumerPosition() {}

    /** Empty while the consumer does not know it. */
    static OptionalLong of(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException e) {
            // The committed offset has not been fetched yet; the next poll tells.
            return OptionalLong.empty();
        } catch (InvalidOffsetException e) {
            // There is none, or it is gone; the next poll tells.
            return OptionalLong.empty();
        }
    }
}
