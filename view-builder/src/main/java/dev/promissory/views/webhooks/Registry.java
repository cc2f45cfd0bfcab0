package dev.promissory.views.webhooks;

import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the webhooks' two topics from their beginning into {@link WebhookTables}, and goes on reading: every instance
 * knows every webhook, whoever registered it.
 */
final class Registry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final WebhookTables tables;
    private final WebhookMetrics metrics;
    private final Thread thread;

    /** Guarded by itself: the offset after the last record that is in the tables. */
    private final Map<TopicPartition, Long> read = new HashMap<>();

    private volatile boolean complete;
    private volatile boolean closed;

    private Registry(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            WebhookTables tables,
            WebhookMetrics metrics,
            java.util.function.Consumer<Throwable> broken) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.tables = tables;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform()
                .name("webhook-registry")
                .daemon()
                .uncaughtExceptionHandler((dead, cause) -> broken.accept(cause))
                .unstarted(this::run);
    }

    /**
     * Begins to read.
     *
     * @param partitions all of both topics
     * @param broken is told the cause when it can read no more
     */
    static Registry start(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            WebhookTables tables,
            WebhookMetrics metrics,
            java.util.function.Consumer<Throwable> broken) {
        Registry registry = new Registry(consumer, partitions, tables, metrics, broken);
        registry.thread.start();
        return registry;
    }

    /** Whether everything is in the tables that was in the topics when this started. */
    boolean complete() {
        return complete;
    }

    /** Waits until the record is in the tables; false when that takes too long. */
    boolean awaitRead(TopicPartition partition, long offset, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (read) {
            while (read.getOrDefault(partition, 0L) <= offset) {
                long leftMs = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMs <= 0) {
                    return false;
                }
                read.wait(leftMs);
            }
            return true;
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            if (!thread.join(Duration.ofSeconds(1))) {
                LOG.warn("The reader of the webhooks' topics has not stopped within 1 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!closed) {
                consumer.poll(POLL).forEach(this::take);
                complete = complete || hasReached(ends);
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.topic().equals(Topic.WEBHOOKS.topicName())) {
                tables.registration(record.key(), record.value());
            } else {
                tables.undelivered(record.key(), record.value());
            }
        } catch (UnreadableException e) {
            metrics.unreadable();
            LOG.warn(
                    "The record at {}-{}@{} is ignored: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
        synchronized (read) {
            read.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            read.notifyAll();
        }
    }
}
