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
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Around a real RocksDB store. */
class WriteBehindWindowStoreTest {

    private static final TopicPartition CHANGELOG = new TopicPartition("rows-changelog", 0);
    private static final Duration RETENTION = Duration.ofMinutes(4);
    private static final long A_FEW_ROWS = 2000;

    @TempDir
    Path folder;

    private WindowStore<Bytes, byte[]> disk;
    private WriteBehindWindowStore store;

    @AfterEach
    void isClosed() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRowWaitsUntilThereAreEnough(boolean retainsDuplicates) {
        open(retainsDuplicates);
        store.put(key("a"), value("1"), 5);

        assertThat(rows(disk, "a", 0, 9)).isEmpty();
        assertThat(rows(store, "a", 0, 9)).containsExactly("5=1");

        for (int i = 0; i < A_FEW_ROWS / 100; i++) {
            store.put(key("b" + i), value("2"), 5);
        }
        assertThat(rows(disk, "a", 0, 9)).containsExactly("5=1");
        assertThat(rows(store, "a", 0, 9)).containsExactly("5=1");
    }

    @Test
    void rowsAreOnDiskBeforeTheStoreSaysHowFarItIs() {
        open(false);
        store.put(key("a"), value("1"), 5);

        store.commit(Map.of(CHANGELOG, 7L));

        assertThat(disk.fetch(key("a"), 5)).isEqualTo(value("1"));
        assertThat(store.committedOffset(CHANGELOG)).isEqualTo(7L);
    }

    @Test
    void whatWasCommittedIsThereAtTheNextStartAndNothingElse() {
        open(false);
        store.put(key("a"), value("1"), 5);
        store.commit(Map.of(CHANGELOG, 1L));
        store.put(key("b"), value("2"), 5);
        store.close();

        open(false);

        assertThat(store.fetch(key("a"), 5)).isEqualTo(value("1"));
        assertThat(store.fetch(key("b"), 5)).isNull();
    }

    @Test
    void withinAMillisecondTheLastRowCounts() {
        open(false);
        store.put(key("a"), value("1"), 5);
        store.commit(Map.of(CHANGELOG, 1L));
        store.put(key("a"), value("2"), 5);

        assertThat(store.fetch(key("a"), 5)).isEqualTo(value("2"));
        assertThat(rows(store, "a", 0, 9)).containsExactly("5=2");
    }

    @Test
    void withinAMillisecondAllRowsCountThatAreToBeRetained() {
        open(true);
        store.put(key("a"), value("1"), 5);
        store.put(key("a"), value("2"), 5);
        store.commit(Map.of(CHANGELOG, 1L));
        store.put(key("a"), value("3"), 5);
        store.put(key("a"), value("4"), 5);

        assertThat(rows(store, "a", 0, 9)).containsExactly("5=1", "5=2", "5=3", "5=4");

        store.commit(Map.of(CHANGELOG, 2L));
        assertThat(rows(store, "a", 0, 9)).containsExactly("5=1", "5=2", "5=3", "5=4");
    }

    @Test
    void rowsOfOneKeyComeByTime() {
        open(false);
        store.put(key("a"), value("3"), 30);
        store.put(key("a"), value("1"), 10);
        store.commit(Map.of(CHANGELOG, 1L));
        store.put(key("a"), value("4"), 40);
        store.put(key("a"), value("2"), 20);

        try (WindowStoreIterator<byte[]> rows = store.fetch(key("a"), 0, 99)) {
            assertThat(rows.peekNextKey()).isEqualTo(10);
            rows.forEachRemaining(row -> assertThat(row.value).isEqualTo(value(Long.toString(row.key / 10))));
            assertThatThrownBy(rows::peekNextKey).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void whatIsDeletedIsGoneThoughItIsStillOnDisk() {
        open(false);
        store.put(key("a"), value("1"), 5);
        store.commit(Map.of(CHANGELOG, 1L));

        store.put(key("a"), null, 5);

        assertThat(store.fetch(key("a"), 5)).isNull();
        assertThat(rows(store, "a", 0, 9)).isEmpty();
        store.commit(Map.of(CHANGELOG, 2L));
        assertThat(disk.fetch(key("a"), 5)).isNull();
    }

    @Test
    void whereDuplicatesAreRetainedNothingIsDeleted() {
        open(true);
        store.put(key("a"), value("1"), 5);

        store.put(key("a"), null, 5);

        assertThat(rows(store, "a", 0, 9)).containsExactly("5=1");
    }

    @Test
    void rowsArePutOnDiskInTheOrderOfTheirKeysAndThoseOfOneKeyAsTheyCame() {
        open(true);
        List<String> put = new ArrayList<>();
        WriteBehindWindowStore watched = new WriteBehindWindowStore(watched(put), true, A_FEW_ROWS);
        watched.put(key("c"), value("1"), 5);
        watched.put(key("a"), value("2"), 9);
        watched.put(key("b"), value("3"), 5);
        watched.put(key("a"), value("4"), 7);
        watched.put(key("a"), value("5"), 7);

        watched.commit(Map.of(CHANGELOG, 1L));

        assertThat(put).containsExactly("a 9=2", "a 7=4", "a 7=5", "b 5=3", "c 5=1");
    }

    @Test
    void whatWasRetainedWithoutDuplicatesIsReadWithThem() {
        open(false);
        store.put(key("a"), value("1"), 5);
        store.commit(Map.of(CHANGELOG, 1L));
        store.close();

        open(true);
        store.put(key("a"), value("2"), 5);

        assertThat(rows(store, "a", 0, 9)).containsExactly("5=1", "5=2");
        assertThatThrownBy(() -> store.fetch(key("a"), 5)).isInstanceOf(UnsupportedOperationException.class);
    }

    /** Rows that are over age when their turn comes, and segments that begin and are dropped within one lot, included. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inTheLongRunItHasTheRowsOfKafkaStreamsOwnStore(boolean retainsDuplicates) {
        open(retainsDuplicates);
        WindowStore<Bytes, byte[]> own = ownStore("own", retainsDuplicates);
        long seed = new Random().nextLong();
        System.out.println("WriteBehindWindowStoreTest seed " + seed);
        Random random = new Random(seed);
        long now = 0;
        for (int step = 0; step < 5000; step++) {
            now += random.nextInt(20) == 0 ? random.nextLong(RETENTION.toMillis()) : random.nextLong(1000);
            Bytes key = key("k" + random.nextInt(5));
            long time = Math.max(0, now - (random.nextInt(10) == 0 ? random.nextLong(RETENTION.toMillis() * 2) : 0));
            byte[] value = value(Integer.toString(step));
            own.put(key, value, time);
            store.put(key, value, time);
            if (random.nextInt(50) == 0) {
                assertThat(values(store.all()))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(values(own.all()));
                assertThat(values(store.fetchAll(time, now)))
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(values(own.fetchAll(time, now)));
            }
        }
        own.close();
    }

    @Test
    void listsHaveTheNewestRowsToo() {
        open(false);
        store.put(key("a"), value("1"), 5);
        assertThat(keys(store.all())).containsExactly("a");

        store.put(key("b"), value("2"), 6);
        assertThat(keys(store.fetchAll(6, 9))).containsExactly("b");

        store.put(key("c"), value("3"), 7);
        assertThat(keys(store.fetch(key("b"), key("c"), 0, 9))).containsExactly("b", "c");
    }

    @Test
    void itReadsLikeAMapWhateverIsDoneToIt() {
        open(false);
        long seed = new Random().nextLong();
        System.out.println("WriteBehindWindowStoreTest seed " + seed);
        Random random = new Random(seed);
        Map<String, NavigableMap<Long, String>> expected = new TreeMap<>();
        for (int step = 0; step < 5000; step++) {
            String name = "k" + random.nextInt(20);
            long time = random.nextInt(50);
            if (random.nextInt(100) == 0) {
                store.commit(Map.of(CHANGELOG, (long) step));
            } else if (random.nextInt(10) == 0) {
                store.put(key(name), null, time);
                expected.computeIfAbsent(name, any -> new TreeMap<>()).remove(time);
            } else if (random.nextBoolean()) {
                store.put(key(name), value(Integer.toString(step)), time);
                expected.computeIfAbsent(name, any -> new TreeMap<>()).put(time, Integer.toString(step));
            }
            NavigableMap<Long, String> known = expected.getOrDefault(name, new TreeMap<>());
            byte[] row = store.fetch(key(name), time);
            assertThat(row == null ? null : text(row))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(known.get(time));
            assertThat(rows(store, name, time, time + 10))
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(listed(known.subMap(time, true, time + 10, true)));
        }
    }

    @Test
    void whoeverReadsBesideTheWriterMissesNoRowAndSeesNoneTwice() {
        open(true);
        int rounds = 1000;
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
            int seen = 0;
            while (seen < rounds) {
                List<String> rows = rows(store, "a", 0, rounds);
                assertThat(rows.size()).isGreaterThanOrEqualTo(seen);
                for (int i = 0; i < rows.size(); i++) {
                    assertThat(rows.get(i)).isEqualTo(i + "=" + i);
                }
                seen = rows.size();
            }
        });
        for (int round = 0; round < rounds && !reading.isDone(); round++) {
            store.put(key("a"), value(Integer.toString(round)), round);
            store.put(key("b"), value("beside it"), round);
        }

        assertThat(reading).succeedsWithin(Duration.ofSeconds(60));
    }

    private void open(boolean retainsDuplicates) {
        disk = Stores.persistentWindowStore("rows", RETENTION, Duration.ofMillis(1), retainsDuplicates)
                .get();
        store = new WriteBehindWindowStore(disk, retainsDuplicates, A_FEW_ROWS);
        store.init(context(), store);
    }

    private WindowStore<Bytes, byte[]> ownStore(String name, boolean retainsDuplicates) {
        WindowStore<Bytes, byte[]> own = Stores.persistentWindowStore(
                        name, RETENTION, Duration.ofMillis(1), retainsDuplicates)
                .get();
        own.init(context(), own);
        return own;
    }

    private StateStoreContext context() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "write-behind");
        return new MockProcessorContext<Void, Void>(settings, new TaskId(0, 0), folder.toFile()).getStateStoreContext();
    }

    /** The disk, and which rows are put there. */
    @SuppressWarnings("unchecked")
    private WindowStore<Bytes, byte[]> watched(List<String> put) {
        return (WindowStore<Bytes, byte[]>) Proxy.newProxyInstance(
                WindowStore.class.getClassLoader(), new Class<?>[] {WindowStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        put.add(text(((Bytes) arguments[0]).get()) + " " + arguments[2] + "="
                                + text((byte[]) arguments[1]));
                    }
                    return method.invoke(disk, arguments);
                });
    }

    private static List<String> values(KeyValueIterator<Windowed<Bytes>, byte[]> found) {
        List<String> values = new ArrayList<>();
        try (found) {
            found.forEachRemaining(row -> values.add(row.key.window().start() + "=" + text(row.value)));
        }
        return values;
    }

    private static List<String> rows(WindowStore<Bytes, byte[]> from, String name, long fromMs, long toMs) {
        List<String> rows = new ArrayList<>();
        try (WindowStoreIterator<byte[]> found = from.fetch(key(name), fromMs, toMs)) {
            found.forEachRemaining(row -> rows.add(row.key + "=" + text(row.value)));
        }
        return rows;
    }

    private static List<String> keys(KeyValueIterator<Windowed<Bytes>, byte[]> found) {
        List<String> keys = new ArrayList<>();
        try (found) {
            found.forEachRemaining(row -> keys.add(text(row.key.key().get())));
        }
        return keys;
    }

    private static List<String> listed(NavigableMap<Long, String> rows) {
        return rows.entrySet().stream()
                .map(row -> row.getKey() + "=" + row.getValue())
                .toList();
    }

    private static Bytes key(String name) {
        return Bytes.wrap(name.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] value(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
