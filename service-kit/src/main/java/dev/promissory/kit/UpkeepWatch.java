package dev.promissory.kit;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.UpkeepJson;
import dev.promissory.protocol.UpkeepState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows wallet.upkeep: knows what stood there when it started, and tells of every change from then on. Everybody reads
 * all of it, so all come to the same state.
 */
public final class UpkeepWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UpkeepWatch.class);

    private static final TopicPartition UPKEEP = new TopicPartition(Topic.UPKEEP.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private volatile UpkeepState state = UpkeepState.INITIAL;
    private volatile boolean closed;
    private Thread thread;

    private UpkeepWatch(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Reads what stands on the topic, and returns.
     *
     * @throws KafkaUnavailableException when that takes longer than 30 seconds
     */
    public static UpkeepWatch open(KafkaConnection kafka) {
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none"));
        return open(new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    static UpkeepWatch open(Consumer<byte[], byte[]> consumer) {
        UpkeepWatch watch = new UpkeepWatch(consumer);
        try {
            watch.catchUp();
        } catch (RuntimeException e) {
            watch.consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw e;
        }
        return watch;
    }

    /** What follows from all that has been read so far. */
    public UpkeepState state() {
        return state;
    }

    /**
     * Tells of every change since {@link #open}, one after the other, on a thread of its own. To be called once.
     *
     * @param broken is told the cause when it can follow no more, also when {@code changed} failed
     */
    public void follow(
            java.util.function.Consumer<UpkeepState> changed, java.util.function.Consumer<Throwable> broken) {
        thread = Thread.ofPlatform()
                .name("upkeep")
                .daemon()
                .uncaughtExceptionHandler((dead, cause) -> broken.accept(cause))
                .start(() -> run(changed));
    }

    /** Stops following. A change that is being told is waited for. */
    @Override
    public void close() {
        closed = true;
        if (thread == null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            return;
        }
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void catchUp() {
        consumer.assign(List.of(UPKEEP));
        consumer.seekToBeginning(List.of(UPKEEP));
        long end = consumer.endOffsets(List.of(UPKEEP)).get(UPKEEP);
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        while (consumer.position(UPKEEP) < end) {
            if (System.nanoTime() > deadline) {
                throw new KafkaUnavailableException("Kafka did not give all of " + UPKEEP.topic() + " in time", null);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                state = after(record);
            }
        }
    }

    private void run(java.util.function.Consumer<UpkeepState> changed) {
        try (consumer) {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    UpkeepState before = state;
                    state = after(record);
                    if (!state.equals(before)) {
                        changed.accept(state);
                    }
                }
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    /** What cannot be read changes nothing: it is no service's word, or that of a later version about later things. */
    private UpkeepState after(ConsumerRecord<byte[], byte[]> record) {
        try {
            return state.after(UpkeepJson.read(record.value()));
        } catch (UnreadableException e) {
            LOG.warn("The record at {}@{} is ignored: {}", UPKEEP, record.offset(), e.getMessage());
            return state;
        }
    }
}
