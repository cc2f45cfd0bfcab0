package dev.promissory.kit;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.Upkeep;
import dev.promissory.protocol.UpkeepJson;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to wallet.upkeep, a record now and then: each time over a connection of its own. */
public final class UpkeepLog {

    private static final int TIMEOUT_MS = 10_000;

    private UpkeepLog() {}

    /**
     * Returns when the record is committed. What it changes is known when it has been read again: another's may have come
     * first.
     *
     * @throws KafkaUnavailableException when Kafka does not take it within 10 seconds; it may come to stand there later
     */
    public static void append(KafkaConnection kafka, Upkeep upkeep) {
        Map<String, Object> settings = kafka.with(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                TIMEOUT_MS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS));
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.send(new ProducerRecord<>(
                            Topic.UPKEEP.topicName(), UpkeepJson.key(upkeep), UpkeepJson.write(upkeep)))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaUnavailableException(
                    "Kafka did not take a record for " + Topic.UPKEEP.topicName() + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while writing to " + Topic.UPKEEP.topicName(), e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
