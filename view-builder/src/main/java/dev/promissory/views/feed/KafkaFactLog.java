package dev.promissory.views.feed;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads from Kafka by one consumer that all callers share, one after the other: a record takes a few milliseconds. It is
 * opened when somebody first asks, and again after it has failed.
 */
public final class KafkaFactLog implements FactLog, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> opening;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean closed;

    public KafkaFactLog(KafkaConnection kafka) {
        this(() -> FeedKafka.singleRecords(kafka), PATIENCE);
    }

    KafkaFactLog(Supplier<Consumer<byte[], byte[]>> opening, Duration patience) {
        this.opening = opening;
        this.patience = patience;
    }

    @Override
    public Optional<ConsumerRecord<byte[], byte[]>> read(int partition, long offset) {
        long deadline = System.nanoTime() + patience.toNanos();
        takeTurn();
        try {
            return read(new TopicPartition(Topic.FACTS.topicName(), partition), offset, deadline);
        } catch (OffsetOutOfRangeException e) {
            // The log begins later or ends earlier: whoever asks knows that there was a record once.
            return Optional.empty();
        } catch (KafkaException e) {
            closeConsumer();
            throw new KafkaUnavailableException("Kafka does not show a fact", e);
        } finally {
            turn.unlock();
        }
    }

    /** Interrupts the one who reads just now; he, and who waits or still comes, is told that Kafka is not there. */
    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        turn.lock();
        try {
            closeConsumer();
        } finally {
            turn.unlock();
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long offset, long deadline) {
        if (consumer == null) {
            consumer = opening.get();
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        Duration left = left(deadline);
        while (left.isPositive() && consumer.position(partition, left) <= offset) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(left);
            if (!records.isEmpty()) {
                ConsumerRecord<byte[], byte[]> first =
                        records.records(partition).getFirst();
                return Optional.of(first).filter(record -> record.offset() == offset);
            }
            left = left(deadline);
        }
        if (left.isPositive()) {
            // Only what is no record was passed over: a transaction's marker, or what it took back.
            return Optional.empty();
        }
        throw new KafkaUnavailableException("Kafka does not show the fact at " + partition + "@" + offset, null);
    }

    private void takeTurn() {
        try {
            if (!turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new KafkaUnavailableException("Kafka does not show facts as fast as they are asked for", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("Interrupted while others read facts", e);
        }
        if (closed) {
            turn.unlock();
            throw new KafkaUnavailableException("The reader of facts is closed", null);
        }
    }

    private void closeConsumer() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            consumer = null;
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
