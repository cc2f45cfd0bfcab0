package dev.promissory.processor;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.steward.GroupCommit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The stewards of one partition, number 0, without a broker. What they write to wallet.transfers comes back to them
 * before a call returns, as it would on a cluster of one partition.
 */
final class Stewards implements AutoCloseable {

    static final SigningKey KEY = SigningKey.of("a key for tests, of 32 bytes.  .".getBytes());
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final TopologyTestDriver driver;
    private final Map<Topic, TestInputTopic<byte[], byte[]>> inputs = new EnumMap<>(Topic.class);
    private final Map<Topic, TestOutputTopic<byte[], byte[]>> outputs = new EnumMap<>(Topic.class);

    Stewards(StewardRules rules, Path stateDir) {
        this(rules, stateDir, partition -> false);
    }

    Stewards(StewardRules rules, Path stateDir, IntPredicate hasFacts) {
        ProcessorSettings settings = settings(stateDir);
        GroupCommit commits = ProcessorKafka.commits(settings);
        this.driver = new TopologyTestDriver(
                StewardTopology.build(rules, new StewardMetrics(new SimpleMeterRegistry()), commits, hasFacts),
                ProcessorKafka.streams(settings, commits),
                START);
        for (Topic topic : Topic.values()) {
            inputs.put(
                    topic,
                    driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer()));
            outputs.put(
                    topic,
                    driver.createOutputTopic(
                            topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
    }

    static StewardRules rules(boolean autoOpen, Duration rememberFor, int walletPartitions) {
        return new StewardRules(autoOpen, rememberFor, KEY, layout(walletPartitions));
    }

    static TopicLayout layout(int walletPartitions) {
        Map<String, TopicLayout.Placed> topics = new HashMap<>();
        for (Topic topic : Topic.CORE) {
            topics.put(topic.topicName(), new TopicLayout.Placed(walletPartitions, new Uuid(1, topic.ordinal())));
        }
        return new TopicLayout(topics);
    }

    static ProcessorSettings settings(Path stateDir) {
        return new ProcessorSettings(
                new KafkaConnection("localhost:1", Map.of()),
                stateDir,
                stateDir.resolve("key"),
                false,
                true,
                Duration.ofHours(24),
                1,
                ProcessorSettings.DEFAULT_COMMIT_PAUSE,
                OptionalInt.empty(),
                1);
    }

    void take(Topic topic, TestRecord<byte[], byte[]> record) {
        inputs.get(topic).pipeInput(record);
    }

    /** What has been written to the topic since it was last asked for. */
    List<TestRecord<byte[], byte[]>> written(Topic topic) {
        return outputs.get(topic).readRecordsToList();
    }

    /** The stewards' own clocks move; timers that are due ring. */
    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    @Override
    public void close() {
        driver.close();
    }
}
