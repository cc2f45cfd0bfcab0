package dev.promissory.reactions;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.kit.QuickReturn;
import dev.promissory.kit.StreamsLife;
import dev.promissory.protocol.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * Takes the commands that stand in a neighbour's {@link Outbox}, once they are committed, to wallet.commands: each at
 * least once, in their order, outside any transaction. What it takes there twice after a crash is done once, because the
 * steward knows the command's id.
 */
public final class Courier implements AutoCloseable {

    private final StreamsLife life;

    private Courier(StreamsLife life) {
        this.life = life;
    }

    /** @param stateDir of this courier alone */
    public static Courier start(
            String neighbour, KafkaConnection kafka, Path stateDir, Fatal fatal, MeterRegistry registry) {
        String name = neighbour + "-courier";
        StreamsLife life = new StreamsLife(name, topology(neighbour), settings(name, kafka, stateDir), fatal, registry);
        life.start();
        return new Courier(life);
    }

    static Topology topology(String neighbour) {
        return new Topology()
                .addSource(
                        "outbox",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Outbox.topic(neighbour).name())
                .addSink(
                        "commands",
                        Topic.COMMANDS.topicName(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        "outbox");
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
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, "promissory-" + name);
        own.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        // The default, named because it is the point: see the outbox.
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        // What the neighbour's transaction took back was never asked.
        own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        own.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
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
