package dev.promissory.reactions;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.kit.RocksMemory;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.steward.ExactlyOnce;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** One reaction between its topics, without a broker. One partition. */
final class Neighbourhood implements AutoCloseable {

    static final String NAME = "test";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final TopologyTestDriver driver;

    Neighbourhood(Path stateDir, Reaction reaction, TopicSpec... tells) {
        this(stateDir, reaction, Optional.of(FactTape.KEY), tells);
    }

    Neighbourhood(Path stateDir, Reaction reaction, Optional<SigningKey> key, TopicSpec... tells) {
        Topology topology = new Topology();
        FactReactions.addTo(topology, new ReactionRules(NAME, reaction, key, 1, List.of(tells)), registry);
        ExactlyOnce streams = new ExactlyOnce(
                NAME, stateDir, 1, Duration.ofMillis(50), Duration.ofMillis(20), new RocksMemory(8 << 20, 4 << 20));
        driver = new TopologyTestDriver(
                topology, streams.settings(new KafkaConnection("localhost:1", Map.of())), FactTape.START);
    }

    void fact(TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(Topic.FACTS.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    void outcome(TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(Topic.OUTCOMES.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    List<TestRecord<byte[], byte[]>> written(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    double counted(String finding) {
        return registry.counter("promissory.reactions.facts", "neighbour", NAME, "finding", finding)
                .count();
    }

    @Override
    public void close() {
        driver.close();
    }
}
