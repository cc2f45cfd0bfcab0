package dev.promissory.kit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A key-value store of {@link WriteBehind}. What is changed again before it is put on disk, or soon deleted, is never put
 * there in between. And a batch is all that was put up to some moment, and is there as a whole or not at all. So after a
 * crash a row on disk is never newer than one that was put before it.
 *
 * <p>One thread puts rows; any may read. Keys and values are kept, not copied: nobody may change them afterwards.
 */
public final class WriteBehindStore extends WriteBehind<KeyValueStore<Bytes, byte[]>>
        implements KeyValueStore<Bytes, byte[]> {

    /** Stands for no row, told from an empty one by its identity. */
    private static final byte[] DELETED = new byte[0];

    private static final Comparator<KeyValue<Bytes, byte[]>> BY_KEY = Comparator.comparing(row -> row.key);

    private final long mostHeldBytes;
    private final Map<Bytes, byte[]> held = new ConcurrentHashMap<>();
    private final AtomicLong heldBytes = new AtomicLong();

    WriteBehindStore(KeyValueStore<Bytes, byte[]> disk, long mostHeldBytes) {
        super(disk);
        this.mostHeldBytes = mostHeldBytes;
    }

    /** On {@link Stores#persistentKeyValueStore}: what that alone has kept on disk is read, and the other way round. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return Stores.keyValueStoreBuilder(supplier(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    private static KeyValueBytesStoreSupplier supplier(String name) {
        KeyValueBytesStoreSupplier rocks = Stores.persistentKeyValueStore(name);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return rocks.name();
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new WriteBehindStore(rocks.get(), MOST_HELD_BYTES);
            }

            @Override
            public String metricsScope() {
                return rocks.metricsScope();
            }
        };
    }

    @Override
    public byte[] get(Bytes key) {
        byte[] value = held.get(key);
        if (value == null) {
            return disk().get(key);
        }
        return value == DELETED ? null : value;
    }

    @Override
    public void put(Bytes key, byte[] value) {
        byte[] row = value == null ? DELETED : value;
        byte[] before;
        synchronized (held) {
            before = held.put(key, row);
        }
        long freed = before == null ? 0 : bytes(key, before);
        if (heldBytes.addAndGet(bytes(key, row) - freed) >= mostHeldBytes) {
            writeOut();
        }
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null && value != null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> rows) {
        rows.forEach(row -> put(row.key, row.value));
    }

    /** Reads the row to return it; who does not need it had better put a null. */
    @Override
    public byte[] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        writeOutIfAny(key -> isWithin(from, key, to));
        return disk().range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
        writeOutIfAny(key -> isWithin(from, key, to));
        return disk().reverseRange(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        writeOut();
        return disk().all();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseAll() {
        writeOut();
        return disk().reverseAll();
    }

    @Override
    public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
        byte[] from = serializer.serialize(null, prefix);
        writeOutIfAny(key -> startsWith(key.get(), from));
        return disk().prefixScan(prefix, serializer);
    }

    @Override
    public long approximateNumEntries() {
        return disk().approximateNumEntries();
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        writeOut();
        return disk().query(query, bound, config);
    }

    @Override
    void forget() {
        held.clear();
        heldBytes.set(0);
    }

    private void writeOutIfAny(Predicate<Bytes> wanted) {
        for (Bytes key : held.keySet()) {
            if (wanted.test(key)) {
                writeOut();
                return;
            }
        }
    }

    /** A row is on disk before it is gone from memory, so whoever reads meanwhile finds it here or there. */
    @Override
    synchronized void writeOut() {
        if (held.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>(held.size());
        // With the writer kept out, or a reader's batch could have a row and lack one that was put before it.
        synchronized (held) {
            held.forEach((key, value) -> rows.add(KeyValue.pair(key, value)));
        }
        rows.sort(BY_KEY);
        disk().putAll(rows.stream()
                .map(row -> row.value == DELETED ? KeyValue.<Bytes, byte[]>pair(row.key, null) : row)
                .toList());
        for (KeyValue<Bytes, byte[]> row : rows) {
            // Not when it has been changed since: what it is now waits for the next time.
            if (held.remove(row.key, row.value)) {
                heldBytes.addAndGet(-bytes(row.key, row.value));
            }
        }
    }

    private static long bytes(Bytes key, byte[] value) {
        return key.get().length + ROW_BYTES + value.length;
    }

    /** @param from nothing for without a first, and {@code to} for without a last */
    private static boolean isWithin(Bytes from, Bytes key, Bytes to) {
        return (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) <= 0);
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
