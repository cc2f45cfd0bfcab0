package dev.promissory.operations.log;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes one record after the other, each before it says so. Without transactions: a tool that is killed in the middle of
 * one would hold up everybody who reads committed records until it has timed out.
 */
public final class RepairProducer implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final Producer<byte[], byte[]> producer;

    public RepairProducer(KafkaConnection kafka) {
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of(
                        // Written is what no broker's end takes back.
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Writes the record on the partition that its key decides, and returns its place.
     *
     * @throws KafkaUnavailableException when it is not known to be written
     */
    public Place write(String topic, byte[] key, byte[] value, Headers headers) {
        try {
            return Place.of(producer.send(new ProducerRecord<>(topic, null, key, value, headers))
                    .get());
        } catch (ExecutionException e) {
            throw new KafkaUnavailableException(
                    "Kafka did not confirm a record on " + topic + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while writing to " + topic, e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
