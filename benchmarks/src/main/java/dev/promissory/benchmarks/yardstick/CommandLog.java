package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes commands. */
final class CommandLog implements AutoCloseable {

    /** For commands that are written ahead of whoever works on them. */
    static final Duration AHEAD = Duration.ofMillis(5);

    /** The most that a broker allows by default. */
    private static final Duration LONGEST_HIDDEN = Duration.ofMinutes(15);

    private final KafkaProducer<byte[], byte[]> producer;

    private CommandLog(KafkaConnection kafka, Duration linger, Map<String, Object> others) {
        Map<String, Object> settings = new HashMap<>(others);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // One request in flight: with more, a producer that meets a new broker's first topics can retry out of
        // sequence, for ever.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        this.producer = new KafkaProducer<>(kafka.with(settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @param linger how long a command may wait for others */
    CommandLog(KafkaConnection kafka, Duration linger) {
        this(kafka, linger, Map.of());
    }

    /**
     * For commands that nobody sees before all of them are written: who works on them reads what is committed.
     *
     * @param name of its transactions, no other writer's
     */
    static CommandLog hidden(KafkaConnection kafka, String name) {
        CommandLog log = new CommandLog(
                kafka,
                AHEAD,
                Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int)
                        LONGEST_HIDDEN.toMillis()));
        log.producer.initTransactions();
        log.producer.beginTransaction();
        return log;
    }

    /** Shows what was hidden. */
    void show() {
        producer.commitTransaction();
    }

    void write(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (written, failure) -> {
            if (failure != null) {
                throw new IllegalStateException("a command could not be written", failure);
            }
        });
    }

    /** Returns when all of it is written. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
