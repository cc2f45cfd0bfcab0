package dev.promissory.operations.rebuild;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.Upkeep;
import dev.promissory.protocol.UpkeepJson;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * All that a rebuild writes, under one transactional id: a rebuild that begins fences every other, which then can write
 * neither rows nor its end.
 */
final class RebuildWriter implements AutoCloseable {

    private static final String TRANSACTIONAL_ID = "promissory-stewards-rebuild";
    private static final int ROWS_OF_A_TRANSACTION = 20_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private int rows;
    private boolean fenced;

    RebuildWriter(KafkaConnection kafka) {
        this.producer = new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        TRANSACTIONAL_ID,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Committed when it returns. */
    void say(Upkeep upkeep) {
        abortRows();
        unlessFenced(() -> {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                    Topic.UPKEEP.topicName(), 0, UpkeepJson.key(upkeep), UpkeepJson.write(upkeep)));
            producer.commitTransaction();
        });
    }

    /** Committed by {@link #commitRows} at the latest. */
    void row(ProducerRecord<byte[], byte[]> row) {
        unlessFenced(() -> {
            if (rows == 0) {
                producer.beginTransaction();
            }
            producer.send(row);
            rows++;
            if (rows == ROWS_OF_A_TRANSACTION) {
                commitRows();
            }
        });
    }

    void commitRows() {
        if (rows > 0) {
            unlessFenced(producer::commitTransaction);
            rows = 0;
        }
    }

    /** What was not committed when the writing ended early. */
    private void abortRows() {
        if (rows > 0) {
            unlessFenced(producer::abortTransaction);
            rows = 0;
        }
    }

    /** Whether another rebuild has taken the place of this one. */
    boolean isFenced() {
        return fenced;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void unlessFenced(Runnable write) {
        try {
            write.run();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            fenced = true;
            throw new RebuildException("another rebuild has begun and taken the place of this one", e);
        }
    }
}
