package dev.promissory.views;

import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The real views of one partition, without a broker: here, in their package, because their topology is nobody else's business. */
public final class DrivenViews implements AutoCloseable {

    private static final ViewChangelogs CHANGELOGS = ViewChangelogs.of(new GenerationName(0));

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> facts;

    public DrivenViews(SigningKey key, Instant start, Path stateDir) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, CHANGELOGS.group());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                ViewTopology.build(
                        Optional.of(key),
                        Optional.empty(),
                        any -> 0,
                        new Positions(),
                        new Doubts(),
                        new FoldMetrics(new SimpleMeterRegistry())),
                settings,
                start);
        facts = driver.createInputTopic(Topic.FACTS.topicName(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void fold(ProducerRecord<byte[], byte[]> fact) {
        facts.pipeInput(
                new TestRecord<>(fact.key(), fact.value(), fact.headers(), Instant.ofEpochMilli(fact.timestamp())));
    }

    /** What they have written since this was last asked, topic by topic. */
    public List<ProducerRecord<byte[], byte[]>> written() {
        List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
        for (String topic : List.of(CHANGELOGS.wallets(), CHANGELOGS.promises(), CHANGELOGS.supply())) {
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(record -> written.add(
                            new ProducerRecord<>(topic, 0, record.timestamp(), record.key(), record.value())));
        }
        return written;
    }

    @Override
    public void close() {
        driver.close();
    }
}
