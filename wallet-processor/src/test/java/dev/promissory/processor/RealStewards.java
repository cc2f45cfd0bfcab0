package dev.promissory.processor;

import dev.promissory.protocol.Topic;
import dev.promissory.steward.AnswerMemory;
import dev.promissory.steward.AppliedOffsets;
import dev.promissory.steward.GroupCommit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.internals.WindowKeySchema;
import org.apache.kafka.streams.test.TestRecord;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.RocksMemEnv;

/**
 * The real topology, with somebody else as its network: what stewards write to wallet.transfers and wallet.commands does
 * not come back by itself, but when the caller delivers it. It can be stopped at any time and started again with the
 * state and the topics it had.
 */
public final class RealStewards implements AutoCloseable {

    private static final String DELIVERED = "test-delivered";
    private static final List<String> KEY_VALUE_STORES =
            List.of(WalletStore.NAME, MemoryStore.NAME, ReceivedPromises.NAME, AppliedOffsets.NAME);
    private static final String ANSWERS = AnswerMemory.NAME;

    private final Path stateDir;
    private final Map<Topic, List<TestRecord<byte[], byte[]>>> topics = new EnumMap<>(Topic.class);
    private final Map<Topic, List<TestRecord<byte[], byte[]>>> log = new EnumMap<>(Topic.class);
    private final Map<Topic, Integer> firstOfThese = new EnumMap<>(Topic.class);
    private Instant wallClock = Stewards.START;
    private TopologyTestDriver driver;
    private Env files;
    private Map<Topic, TestInputTopic<byte[], byte[]>> inputs;
    private Map<Topic, TestOutputTopic<byte[], byte[]>> outputs;

    /** What the stewards wrote in one step, by topic; a topic they did not write to has an empty list. */
    public record Written(Map<Topic, List<TestRecord<byte[], byte[]>>> byTopic) {
        public List<TestRecord<byte[], byte[]>> to(Topic topic) {
            return byTopic.get(topic);
        }
    }

    /** A record is there for the stewards once the caller delivers it; until then it is skipped. */
    public static final class OnlyDelivered implements TimestampExtractor {
        @Override
        public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
            return record.headers().lastHeader(DELIVERED) == null ? -1 : record.timestamp();
        }
    }

    /** RocksDB as ever, but its files lie in memory: thousands of stores would else wait for thousands of syncs. */
    public static final class InMemory implements RocksDBConfigSetter {
        private static final String FILES = "test.rocks.files";

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            options.setEnv((Env) configs.get(FILES));
        }

        @Override
        public void close(String storeName, Options options) {}
    }

    public RealStewards(Path stateDir) {
        this.stateDir = stateDir;
        topics.put(Topic.COMMANDS, new ArrayList<>());
        topics.put(Topic.TRANSFERS, new ArrayList<>());
        start();
    }

    public static byte[] signingKey() {
        return "a key for tests, of 32 bytes.  .".getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts a record at the end of the topic and lets its steward take it. */
    public Written deliver(Topic topic, byte[] key, byte[] value, RecordHeaders headers, Instant time) {
        RecordHeaders marked = new RecordHeaders(headers);
        marked.add(DELIVERED, new byte[0]);
        TestRecord<byte[], byte[]> record = new TestRecord<>(key, value, marked, time);
        topics.get(topic).add(record);
        inputs.get(topic).pipeInput(record);
        return written();
    }

    /** The stewards' own clock moves on, and with it whatever they do by that clock. */
    public Written advanceWallClock(Duration time) {
        wallClock = wallClock.plus(time);
        driver.advanceWallClockTime(time);
        return written();
    }

    public Instant wallClock() {
        return wallClock;
    }

    /**
     * Stops and starts anew with the state that had been committed. The newest records are read once more, as after a
     * crash that lost the group's offsets.
     *
     * @return what followed from the records that were read again: nothing, if all is well
     */
    public Written crash(int readAgain) {
        Map<String, Map<Bytes, byte[]>> rows = new TreeMap<>();
        KEY_VALUE_STORES.forEach(name -> rows.put(name, rows(name)));
        Map<Windowed<Bytes>, byte[]> answers = answers();
        close();
        start();
        rows.forEach((name, content) -> content.forEach(driver.<Bytes, byte[]>getKeyValueStore(name)::put));
        WindowStore<Bytes, byte[]> store = driver.getWindowStore(ANSWERS);
        answers.forEach((key, value) -> store.put(key.key(), value, key.window().start()));
        Written ignored = written();
        topics.forEach((topic, records) -> {
            int first = Math.max(0, records.size() - readAgain);
            for (int offset = 0; offset < records.size(); offset++) {
                inputs.get(topic).pipeInput(offset < first ? undelivered() : records.get(offset));
            }
        });
        return ignored.byTopic().values().stream().allMatch(List::isEmpty) ? read() : ignored;
    }

    /** Nobody has a wallet any more; offsets and clock go on. Cheaper than new stewards. */
    public void forgetAll() {
        KEY_VALUE_STORES.stream()
                .filter(name -> !name.equals(AppliedOffsets.NAME))
                .forEach(name -> rows(name).keySet().forEach(driver.<Bytes, byte[]>getKeyValueStore(name)::delete));
        WindowStore<Bytes, byte[]> store = driver.getWindowStore(ANSWERS);
        answers()
                .keySet()
                .forEach(key -> store.put(key.key(), null, key.window().start()));
        log.clear();
        topics.forEach((topic, records) -> firstOfThese.put(topic, records.size()));
    }

    /**
     * The differences between what the stewards remember and what a fold works out from all that they and the caller have
     * written.
     *
     * @param offsetsLost whether the group has committed nothing, as far as the fold can see
     */
    public List<String> differencesFromFold(Path folder, boolean offsetsLost) {
        List<String> differences = new ArrayList<>();
        try (StewardFold fold = StewardFold.open(foldRules(offsetsLost), folder.resolve("fold"));
                StewardCopy copy = StewardCopy.open(1, folder.resolve("copy"))) {
            log.getOrDefault(Topic.FACTS, List.of())
                    .forEach(record -> fold.fact(onLog(Topic.FACTS, 0, record))
                            .ifPresent(fault -> differences.add(fault.toString())));
            List<TestRecord<byte[], byte[]>> delivered = topics.get(Topic.TRANSFERS);
            for (int offset = firstOfThese.getOrDefault(Topic.TRANSFERS, 0); offset < delivered.size(); offset++) {
                fold.transfer(onLog(Topic.TRANSFERS, offset, delivered.get(offset)));
            }
            // Those that have not arrived come after all that have.
            log.getOrDefault(Topic.TRANSFERS, List.of())
                    .forEach(record -> fold.transfer(onLog(Topic.TRANSFERS, delivered.size(), record)));
            log.getOrDefault(Topic.OUTCOMES, List.of())
                    .forEach(record -> fold.outcome(onLog(Topic.OUTCOMES, 0, record))
                            .ifPresent(fault -> differences.add(fault.toString())));
            log.getOrDefault(Topic.DEAD_LETTERS, List.of())
                    .forEach(record -> fold.deadLetter(onLog(Topic.DEAD_LETTERS, 0, record)));
            fold.finish();
            copyTo(copy);
            StewardComparison.compare(fold, copy, wallClock, difference -> differences.add(difference.toString()));
        }
        return differences;
    }

    private FoldRules foldRules(boolean offsetsLost) {
        Map<TopicPartition, StewardInput> inputs = new HashMap<>();
        topics.forEach((topic, records) -> inputs.put(
                new TopicPartition(topic.topicName(), 0),
                new StewardInput(
                        OptionalLong.of(Stewards.START.toEpochMilli()),
                        records.stream().mapToLong(record -> record.timestamp()).max(),
                        records.size(),
                        offsetsLost ? OptionalLong.empty() : OptionalLong.of(records.size()))));
        return new FoldRules(Optional.of(Stewards.KEY), Duration.ofHours(24), Stewards.layout(1), inputs);
    }

    private void copyTo(StewardCopy copy) {
        for (StewardStore store : StewardStore.values()) {
            if (store != StewardStore.REMEMBERED_COMMANDS) {
                rows(store.storeName()).forEach((key, value) -> copy.put(store, 0, key.get(), value));
            }
        }
        answers()
                .forEach((key, value) -> copy.put(
                        StewardStore.REMEMBERED_COMMANDS,
                        0,
                        WindowKeySchema.toStoreKeyBinary(key, 0).get(),
                        value));
    }

    private static ConsumerRecord<byte[], byte[]> onLog(Topic topic, long offset, TestRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                topic.topicName(),
                0,
                offset,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    /** All that the stewards remember, but for the offsets: those move with every record. */
    public Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (String name : KEY_VALUE_STORES) {
            if (!name.equals(AppliedOffsets.NAME)) {
                rows(name)
                        .forEach((key, value) ->
                                state.put(name + " " + key, HexFormat.of().formatHex(value)));
            }
        }
        answers()
                .forEach((key, value) ->
                        state.put(ANSWERS + " " + key, HexFormat.of().formatHex(value)));
        return state;
    }

    @Override
    public void close() {
        driver.close();
        files.close();
    }

    private void start() {
        GroupCommit commits = ProcessorKafka.commits(Stewards.settings(stateDir));
        Properties settings = ProcessorKafka.streams(Stewards.settings(stateDir), commits);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, OnlyDelivered.class);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, InMemory.class);
        files = new RocksMemEnv(Env.getDefault());
        settings.put(InMemory.FILES, files);
        driver = new TopologyTestDriver(
                StewardTopology.build(
                        Stewards.rules(true, Duration.ofHours(24), 1),
                        new StewardMetrics(new SimpleMeterRegistry()),
                        commits,
                        partition -> false),
                settings,
                wallClock);
        inputs = new EnumMap<>(Topic.class);
        outputs = new EnumMap<>(Topic.class);
        for (Topic topic : topics.keySet()) {
            inputs.put(
                    topic,
                    driver.createInputTopic(topic.topicName(), new ByteArraySerializer(), new ByteArraySerializer()));
        }
        for (Topic topic : Topic.CORE) {
            outputs.put(
                    topic,
                    driver.createOutputTopic(
                            topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
    }

    private TestRecord<byte[], byte[]> undelivered() {
        return new TestRecord<>(new byte[0], new byte[0], wallClock);
    }

    /** What came back by itself took its place in the topic, too. */
    private Written written() {
        Written written = read();
        topics.forEach((topic, records) -> written.to(topic).forEach(looped -> records.add(undelivered())));
        return written;
    }

    private Written read() {
        Map<Topic, List<TestRecord<byte[], byte[]>>> byTopic = new EnumMap<>(Topic.class);
        outputs.forEach((topic, output) -> byTopic.put(topic, output.readRecordsToList()));
        byTopic.forEach((topic, records) ->
                log.computeIfAbsent(topic, none -> new ArrayList<>()).addAll(records));
        return new Written(byTopic);
    }

    private Map<Bytes, byte[]> rows(String name) {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(name);
        Map<Bytes, byte[]> rows = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(row -> rows.put(row.key, row.value));
        }
        return rows;
    }

    private Map<Windowed<Bytes>, byte[]> answers() {
        WindowStore<Bytes, byte[]> store = driver.getWindowStore(ANSWERS);
        Map<Windowed<Bytes>, byte[]> rows = new LinkedHashMap<>();
        try (KeyValueIterator<Windowed<Bytes>, byte[]> all = store.all()) {
            all.forEachRemaining(row -> rows.put(row.key, row.value));
        }
        return rows;
    }
}
