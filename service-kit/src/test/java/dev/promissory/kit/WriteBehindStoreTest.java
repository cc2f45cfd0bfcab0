package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Around a real RocksDB store. */
class WriteBehindStoreTest {

    private static final String NAME = "rows";
    private static final TopicPartition CHANGELOG = new TopicPartition("rows-changelog", 0);
    private static final long A_FEW_ROWS = 2000;

    @TempDir
    Path folder;

    private KeyValueStore<Bytes, byte[]> disk;
    private WriteBehindStore store;
    private StateStoreContext context;

    @BeforeEach
    void isOpened() {
        disk = Stores.persistentKeyValueStore(NAME).get();
        store = new WriteBehindStore(disk, A_FEW_ROWS);
        context = context();
        store.init(context, store);
    }

    @AfterEach
    void isClosed() {
        store.close();
    }

    @Test
    void aRowWaitsUntilThereAreEnough() {
        store.put(key("a"), value("1"));

        assertThat(disk.get(key("a"))).isNull();
        assertThat(store.get(key("a"))).isEqualTo(value("1"));

        for (int i = 0; i < A_FEW_ROWS / 100; i++) {
            store.put(key("b" + i), value("2"));
        }
        assertThat(disk.get(key("a"))).isEqualTo(value("1"));
    }

    @Test
    void manyChangesOfOneRowAreOneRow() {
        for (int i = 0; i < A_FEW_ROWS; i++) {
            store.put(key("a"), value(Integer.toString(i % 10)));
        }

        assertThat(disk.get(key("a"))).isNull();
    }

    @Test
    void whatIsDeletedIsGoneThoughItIsStillOnDisk() {
        store.put(key("a"), value("1"));
        store.commit(Map.of(CHANGELOG, 1L));

        assertThat(store.delete(key("a"))).isEqualTo(value("1"));

        assertThat(disk.get(key("a"))).isEqualTo(value("1"));
        assertThat(store.get(key("a"))).isNull();
        assertThat(store.putIfAbsent(key("a"), value("2"))).isNull();
        assertThat(store.putIfAbsent(key("a"), value("3"))).isEqualTo(value("2"));
    }

    @Test
    void anEmptyValueIsARow() {
        store.put(key("a"), new byte[0]);
        assertThat(store.get(key("a"))).isEmpty();

        store.commit(Map.of(CHANGELOG, 1L));
        assertThat(store.get(key("a"))).isEmpty();
    }

    @Test
    void rowsAreOnDiskBeforeTheStoreSaysHowFarItIs() {
        store.put(key("a"), value("1"));

        store.commit(Map.of(CHANGELOG, 7L));

        assertThat(disk.get(key("a"))).isEqualTo(value("1"));
        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(7L);
    }

    @Test
    void whatWasCommittedIsThereAtTheNextStart() {
        store.put(key("a"), value("1"));
        store.commit(Map.of(CHANGELOG, 1L));
        store.close();

        isOpened();

        assertThat(disk.get(key("a"))).isEqualTo(value("1"));
    }

    @Test
    void whatCouldNotBePutOnDiskDoesNotOutliveTheStore() {
        AtomicBoolean full = new AtomicBoolean(true);
        WriteBehindStore fragile = new WriteBehindStore(failingWhile(full, disk), A_FEW_ROWS);
        fragile.put(key("a"), value("1"));
        assertThatThrownBy(() -> fragile.commit(Map.of(CHANGELOG, 1L))).isInstanceOf(ProcessorStateException.class);

        fragile.close();
        full.set(false);
        fragile.init(context, fragile);

        assertThat(fragile.get(key("a"))).isNull();
        fragile.commit(Map.of(CHANGELOG, 2L));
        assertThat(disk.get(key("a"))).isNull();
    }

    @Test
    void aListNeverHasARowThatIsNewerThanOneThatWasPutBeforeIt() throws Exception {
        int rounds = 20_000;
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            int last = 0;
            while (last < rounds) {
                List<Integer> listed = numbers(store.all());
                for (int i = 1; i < listed.size(); i++) {
                    assertThat(listed.get(i)).isLessThanOrEqualTo(listed.get(i - 1));
                }
                last = listed.isEmpty() ? 0 : listed.getLast();
            }
        });
        for (int round = 1; round <= rounds && !reading.isDone(); round++) {
            for (String name : List.of("a", "b", "c", "d", "e")) {
                store.put(key(name), value(Integer.toString(round)));
            }
        }

        assertThat(reading).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void aListOfOthersLeavesRowsInMemory() {
        store.put(key("wallet-b"), value("1"));

        try (var rows = store.range(key("timer-a"), key("timer-z"));
                var prefixed = store.prefixScan("timer", new StringSerializer())) {
            assertThat(rows.hasNext()).isFalse();
            assertThat(prefixed.hasNext()).isFalse();
        }
        assertThat(disk.get(key("wallet-b"))).isNull();
    }

    @Test
    void itReadsLikeAMapWhateverIsDoneToIt() {
        long seed = new Random().nextLong();
        System.out.println("WriteBehindStoreTest seed " + seed);
        Random random = new Random(seed);
        NavigableMap<String, String> expected = new TreeMap<>();
        for (int step = 0; step < 5000; step++) {
            String name = name(random);
            String value = Integer.toString(step).repeat(1 + random.nextInt(3));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    store.put(key(name), value(value));
                    expected.put(name, value);
                }
                case 3 -> {
                    store.put(key(name), null);
                    expected.remove(name);
                }
                case 4 -> {
                    byte[] before = store.delete(key(name));
                    assertThat(before).isEqualTo(value(expected.remove(name)));
                }
                case 5 -> {
                    store.putAll(List.of(
                            KeyValue.pair(key(name), value(value)), KeyValue.pair(key(name + "+"), value(value))));
                    expected.put(name, value);
                    expected.put(name + "+", value);
                }
                case 6 -> {
                    byte[] before = store.putIfAbsent(key(name), value(value));
                    assertThat(before).isEqualTo(value(expected.putIfAbsent(name, value)));
                }
                default -> {
                    Listing listing = anyListing(random, name, name(random));
                    assertThat(read(listing.rows()))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(listing.expected(expected));
                }
            }
            assertThat(store.get(key(name))).as("seed %d, step %d", seed, step).isEqualTo(value(expected.get(name)));
        }
        assertThat(read(store.all()))
                .as("seed %d", seed)
                .isEqualTo(new Listing(null, name -> true, false).expected(expected));
    }

    @Test
    void whoeverReadsBesideTheWriterNeverSeesARowGoBack() throws Exception {
        int keys = 50;
        int rounds = 2000;
        for (int i = 0; i < keys; i++) {
            store.put(key("k" + i), value("0"));
        }
        CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(() -> {
            int[] last = new int[keys];
            Random random = new Random();
            while (last[keys - 1] < rounds) {
                int i = random.nextInt(keys);
                int now = Integer.parseInt(text(store.get(key("k" + i))));
                assertThat(now).isGreaterThanOrEqualTo(last[i]);
                last[i] = now;
                if (random.nextInt(20) == 0) {
                    assertThat(read(store.range(key("k"), key("l")))).hasSize(keys);
                }
            }
            return last[keys - 1];
        });
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < keys; i++) {
                store.put(key("k" + i), value(Integer.toString(round)));
            }
        }

        assertThat(seen.get()).isEqualTo(rounds);
        assertThat(read(store.all()))
                .hasSize(keys)
                .allSatisfy(row -> assertThat(row).endsWith("=" + rounds));
    }

    /** Some of the rows in an order, and which ones they should be. */
    private record Listing(KeyValueIterator<Bytes, byte[]> rows, Predicate<String> isMeant, boolean reversed) {
        List<String> expected(NavigableMap<String, String> all) {
            NavigableMap<String, String> ordered = reversed ? all.descendingMap() : all;
            return ordered.entrySet().stream()
                    .filter(row -> isMeant.test(row.getKey()))
                    .map(row -> row.getKey() + "=" + row.getValue())
                    .toList();
        }
    }

    private Listing anyListing(Random random, String one, String other) {
        String from = one.compareTo(other) < 0 ? one : other;
        String to = one.compareTo(other) < 0 ? other : one;
        Predicate<String> between = name -> name.compareTo(from) >= 0 && name.compareTo(to) <= 0;
        return switch (random.nextInt(6)) {
            case 0 -> new Listing(store.range(key(from), key(to)), between, false);
            case 1 -> new Listing(store.reverseRange(key(from), key(to)), between, true);
            case 2 -> new Listing(store.range(key(from), null), name -> name.compareTo(from) >= 0, false);
            case 3 -> new Listing(store.range(null, key(to)), name -> name.compareTo(to) <= 0, false);
            case 4 -> new Listing(store.prefixScan(one, new StringSerializer()), name -> name.startsWith(one), false);
            default -> new Listing(store.reverseAll(), name -> true, true);
        };
    }

    private static List<String> read(KeyValueIterator<Bytes, byte[]> iterator) {
        List<String> rows = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(row -> rows.add(text(row.key.get()) + "=" + text(row.value)));
        }
        return rows;
    }

    private StateStoreContext context() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "write-behind");
        return new MockProcessorContext<Void, Void>(settings, new TaskId(0, 0), folder.toFile()).getStateStoreContext();
    }

    private static List<Integer> numbers(KeyValueIterator<Bytes, byte[]> iterator) {
        return read(iterator).stream()
                .map(row -> Integer.parseInt(row.substring(row.indexOf('=') + 1)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static KeyValueStore<Bytes, byte[]> failingWhile(AtomicBoolean full, KeyValueStore<Bytes, byte[]> disk) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                KeyValueStore.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (proxy, method, arguments) -> {
                    if (full.get() && method.getName().equals("putAll")) {
                        throw new ProcessorStateException("the disk is full");
                    }
                    return method.invoke(disk, arguments);
                });
    }

    private static String name(Random random) {
        return List.of("a", "b", "ab").get(random.nextInt(3)) + random.nextInt(30);
    }

    private static Bytes key(String name) {
        return Bytes.wrap(name.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] value(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
