package dev.promissory.views;

import dev.promissory.kit.UsualClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The usual Kafka clients, except that the consumers of records tell {@link Positions} how far they are. Only the thread
 * that polls may ask a consumer for its position, and a processor never sees the markers that end a transaction.
 */
public final class PositionKeepingClients extends UsualClients implements Configurable {

    private static final String SETTING = "promissory.views.positions";

    private Positions positions;

    /** What makes a Kafka Streams instance use these clients. */
    static Map<String, Object> settings(Positions positions) {
        return Map.of(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, PositionKeepingClients.class, SETTING, positions);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        positions = (Positions) settings.get(SETTING);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
                positions.polled(this, records);
                return records;
            }
        };
    }
}
