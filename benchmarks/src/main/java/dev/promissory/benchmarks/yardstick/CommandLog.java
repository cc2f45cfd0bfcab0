package dev.promissory.benchmarks.yardstick;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes commands ahead of whoever works on them. */
final class CommandLog implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    CommandLog(String bootstrap) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
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
