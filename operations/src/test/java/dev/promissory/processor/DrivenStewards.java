package dev.promissory.processor;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.steward.GroupCommit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The real stewards of one partition, without a broker. What they write, changelogs included, is for others to deliver:
 * here, in their package, because their topology is nobody else's business.
 */
public final class DrivenStewards implements AutoCloseable {

    private static final String DELIVERED = "test-delivered";
    private static final Duration REMEMBER_FOR = Duration.ofHours(24);

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> commands;
    private final TestInputTopic<byte[], byte[]> transfers;

    /** The driver gives them what they write at once; only what the test delivers counts. */
    public static final class OnlyDelivered implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            return record.headers().lastHeader(DELIVERED) == null ? -1 : record.timestamp();
        }
    }

    public DrivenStewards(SigningKey key, Instant start, Path stateDir) {
        StewardRules rules = new StewardRules(true, REMEMBER_FOR, key, layout());
        ProcessorSettings settings = settings(stateDir);
        GroupCommit commits = ProcessorKafka.commits(settings);
        Properties properties = ProcessorKafka.streams(settings, commits);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, OnlyDelivered.class);
        driver = new TopologyTestDriver(
                StewardTopology.build(
                        rules, new StewardMetrics(new SimpleMeterRegistry()), commits, partition -> false),
                properties,
                start);
        commands = input(Topic.COMMANDS);
        transfers = input(Topic.TRANSFERS);
    }

    private TestInputTopic<byte[], byte[]> input(Topic topic) {
        return driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static TopicLayout layout() {
        Map<String, TopicLayout.Placed> topics = new HashMap<>();
        for (Topic topic : Topic.CORE) {
            topics.put(topic.topicName(), new TopicLayout.Placed(1, new Uuid(1, topic.ordinal())));
        }
        return new TopicLayout(topics);
    }

    private static ProcessorSettings settings(Path stateDir) {
        return new ProcessorSettings(
                new KafkaConnection("localhost:1", Map.of()),
                stateDir,
                stateDir.resolve("key"),
                false,
                true,
                REMEMBER_FOR,
                1,
                ProcessorSettings.DEFAULT_COMMIT_PAUSE,
                OptionalInt.empty(),
                1);
    }

    public void command(String walletId, String json, Instant at) {
        byte[] key = walletId.getBytes(StandardCharsets.UTF_8);
        deliver(commands, key, json.getBytes(StandardCharsets.UTF_8), new RecordHeaders(), at);
    }

    /** A message of theirs reaches the one it is for. */
    public void message(ProducerRecord<byte[], byte[]> message, Instant at) {
        deliver(transfers, message.key(), message.value(), new RecordHeaders(message.headers()), at);
    }

    private static void deliver(
            TestInputTopic<byte[], byte[]> input, byte[] key, byte[] value, Headers headers, Instant at) {
        input.pipeInput(new TestRecord<>(key, value, headers.add(DELIVERED, new byte[0]), at));
    }

    /** What they have written since this was last asked, topic by topic. */
    public List<ProducerRecord<byte[], byte[]>> written() {
        List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
        for (String topic : topics()) {
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(record -> written.add(new ProducerRecord<>(
                            topic, 0, record.timestamp(), record.key(), record.value(), record.headers())));
        }
        return written;
    }

    private static List<String> topics() {
        return Stream.concat(
                        Stream.of(Topic.FACTS, Topic.TRANSFERS, Topic.OUTCOMES).map(Topic::topicName),
                        Stream.of(StewardStore.values()).map(StewardStore::changelogTopic))
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
