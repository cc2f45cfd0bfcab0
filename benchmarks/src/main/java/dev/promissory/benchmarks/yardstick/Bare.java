package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.wallets.Run;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaAnswer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * {@link BareTopology} at work, with the settings that make a difference named. Everything that it makes in Kafka has a
 * name that begins with {@code promissory-bench-} and the run, and is deleted when it ends.
 */
final class Bare implements Contender {

    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(5);

    private final KafkaConnection kafka;
    private final String prefix;
    private final Run run;
    private final List<KafkaStreams> instances;

    Bare(Ground ground, Run run, Trial trial) {
        this.kafka = ground.kafka();
        this.run = run;
        this.prefix = "promissory-bench-" + run.id() + "-";
        createTopics(trial.partitions());
        this.instances = IntStream.range(0, trial.instances())
                .mapToObj(instance -> ground.folder().resolve("bare-" + instance))
                .map(folder -> new KafkaStreams(BareTopology.build(prefix), settings(trial, folder)))
                .toList();
    }

    private Properties settings(Trial trial, Path stateDir) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, trial.threads());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, trial.bareCommitMs());
        settings.put(StreamsConfig.POLL_MS_CONFIG, POLL.toMillis());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.putAll(kafka.with(Map.of()));
        return settings;
    }

    private void createTopics(int partitions) {
        List<NewTopic> topics = Stream.of(
                        BareTopology.COMMANDS, BareTopology.MESSAGES, BareTopology.FACTS, BareTopology.OUTCOMES)
                .map(name -> new NewTopic(prefix + name, Optional.of(partitions), Optional.empty()))
                .toList();
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            KafkaAnswer.of(admin.createTopics(topics).all());
        }
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public String facts() {
        return prefix + BareTopology.FACTS;
    }

    @Override
    public String outcomes() {
        return prefix + BareTopology.OUTCOMES;
    }

    @Override
    public String application() {
        return prefix + "bare";
    }

    @Override
    public List<String> topics() {
        return List.of(prefix);
    }

    @Override
    public String keyPrefix() {
        return run.walletPrefix();
    }

    @Override
    public long prepare(CommandLog log) {
        return 0;
    }

    @Override
    public ProducerRecord<byte[], byte[]> transfer(int sender, int receiver) {
        return new ProducerRecord<>(prefix + BareTopology.COMMANDS, key(sender), key(receiver));
    }

    private byte[] key(int wallet) {
        return run.wallet(wallet).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void start() {
        instances.forEach(KafkaStreams::start);
    }

    @Override
    public long finish(CommandLog log) {
        return 0;
    }

    @Override
    public void close() {
        // Its group could not be deleted while it has members.
        instances.forEach(
                streams -> streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE)));
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            List<String> topics = KafkaAnswer.of(admin.listTopics().names()).stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList();
            KafkaAnswer.of(admin.deleteTopics(topics).all());
            KafkaAnswer.of(admin.deleteConsumerGroups(List.of(application())).all());
        }
    }
}
