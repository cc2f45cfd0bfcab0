package dev.promissory.reactions;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.kit.QuickReturn;
import dev.promissory.kit.StreamsLife;
import dev.promissory.protocol.Topic;
import dev.promissory.steward.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * Takes the commands that stand in a neighbour's {@link Outbox}, once they are committed, to wallet.commands: each at
 * least once, in their order, outside any transaction. What it takes there twice after a crash is done once, because the
 * steward knows the command's id.
 */
public final class Courier implements AutoCloseable {

    private static final String PREFIX = "promissory-";

    private final StreamsLife life;

    private Courier(StreamsLife life) {
        this.life = life;
    }

    /**
     * Starts it, before anything is laid into the outbox for the first time.
     *
     * @param stateDir of this courier alone
     * @throws LostPositionException when nobody knows any more what has been taken
     */
    public static Courier start(
            String neighbour, KafkaConnection kafka, Path stateDir, Fatal fatal, MeterRegistry registry) {
        String name = "courier-" + neighbour;
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            new OutboxPosition(admin, PREFIX + name, Outbox.topic(neighbour).name()).require();
        }
        StreamsLife life = new StreamsLife(name, topology(neighbour), settings(name, kafka, stateDir), fatal, registry);
        life.start();
        return new Courier(life);
    }

    static Topology topology(String neighbour) {
        Deserializer<byte[]> bytes = new ByteArrayDeserializer();
        Serializer<byte[]> key = new ByteArraySerializer();
        Serializer<Outgoing> value = Outgoing.serializer();
        return new Topology()
                .addSource(
                        AutoOffsetReset.none(),
                        "outbox",
                        bytes,
                        bytes,
                        Outbox.topic(neighbour).name())
                .addProcessor("courier", CommandCarrier::new, "outbox")
                .addSink(CommandCarrier.COMMANDS, Topic.COMMANDS.topicName(), key, value, "courier")
                .addSink(CommandCarrier.DEAD_LETTERS, Topic.DEAD_LETTERS.topicName(), key, value, "courier");
    }

    public Health health() {
        return life.health();
    }

    @Override
    public void close() {
        life.close();
    }

    /** Closes both side by side, so that it takes no longer than one of them. */
    public static void closeWith(StreamsLife life, Courier courier) {
        CompletableFuture<Void> closing = CompletableFuture.runAsync(courier::close);
        life.close();
        closing.join();
    }

    private static Properties settings(String name, KafkaConnection kafka, Path stateDir) {
        Map<String, Object> own = new HashMap<>(QuickReturn.settings(stateDir));
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, PREFIX + name);
        own.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        // The default, named because it is the point: see the outbox.
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        // What the neighbour's transaction took back was never asked.
        own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        // How much is taken twice after a crash.
        own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L);
        // Kafka Streams lets a record wait for others for 100 ms; whoever asked waits for the answer.
        own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        Properties properties = new Properties();
        properties.putAll(kafka.with(own));
        return properties;
    }
}
