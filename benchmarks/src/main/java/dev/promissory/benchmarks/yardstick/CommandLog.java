package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes commands. */
final class CommandLog implements AutoCloseable {

    /** For commands that are written ahead of whoever works on them. */
    static final Duration AHEAD = Duration.ofMillis(5);

    private final KafkaProducer<byte[], byte[]> producer;

    /** @param linger how long a command may wait for others */
    CommandLog(KafkaConnection kafka, Duration linger) {
        // One request in flight: with more, a producer that meets a new broker's first topics can retry out of
        // sequence, for ever.
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.LINGER_MS_CONFIG,
                        linger.toMillis())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
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
