package dev.promissory.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * A window store of {@link WriteBehind}. It reads forwards only. Rows are put on disk one by one in the order of their keys,
 * so after a crash a row may be there, and one that was put before it not; the changelog has both.
 *
 * <p>One thread puts rows; any may read those of one key, but only that thread those of several: for it they are put on
 * disk first. Keys and values are kept, not copied: nobody may change them afterwards.
 */
public final class WriteBehindWindowStore extends WriteBehind<WindowStore<Bytes, byte[]>>
        implements WindowStore<Bytes, byte[]> {

    private final boolean retainsDuplicates;
    private final long mostHeldBytes;

    /** By key, the newest first. */
    private final Map<Bytes, Held> held = new HashMap<>();

    private long heldBytes;

    private record Held(long time, byte[] value, Held before) {}

    WriteBehindWindowStore(WindowStore<Bytes, byte[]> disk, boolean retainsDuplicates, long mostHeldBytes) {
        super(disk);
        this.retainsDuplicates = retainsDuplicates;
        this.mostHeldBytes = mostHeldBytes;
    }

    /**
     * On {@link Stores#persistentWindowStore}, which says what these mean: what that alone has kept on disk is read, and
     * the other way round.
     */
    public static StoreBuilder<WindowStore<Bytes, byte[]>> builder(
            String name, Duration retention, Duration window, boolean retainsDuplicates) {
        WindowBytesStoreSupplier rocks = Stores.persistentWindowStore(name, retention, window, retainsDuplicates);
        return Stores.windowStoreBuilder(supplier(rocks), Serdes.Bytes(), Serdes.ByteArray());
    }

    private static WindowBytesStoreSupplier supplier(WindowBytesStoreSupplier rocks) {
        return new WindowBytesStoreSupplier() {
            @Override
            public String name() {
                return rocks.name();
            }

            @Override
            public WindowStore<Bytes, byte[]> get() {
                return new WriteBehindWindowStore(rocks.get(), rocks.retainDuplicates(), MOST_HELD_BYTES);
            }

            @Override
            public String metricsScope() {
                return rocks.metricsScope();
            }

            @Override
            public long segmentIntervalMs() {
                return rocks.segmentIntervalMs();
            }

            @Override
            public long windowSize() {
                return rocks.windowSize();
            }

            @Override
            public boolean retainDuplicates() {
                return rocks.retainDuplicates();
            }

            @Override
            public long retentionPeriod() {
                return rocks.retentionPeriod();
            }
        };
    }

    /** @param value null for none at that time; with duplicates that means nothing, as everywhere in Kafka Streams */
    @Override
    public synchronized void put(Bytes key, byte[] value, long windowStartMs) {
        if (value == null && retainsDuplicates) {
            return;
        }
        held.put(key, new Held(windowStartMs, value, held.get(key)));
        heldBytes += key.get().length + (value == null ? 0 : value.length) + ROW_BYTES;
        if (heldBytes >= mostHeldBytes) {
            writeOut();
        }
    }

    /** @throws UnsupportedOperationException where duplicates are retained: Kafka Streams would find none of several */
    @Override
    public synchronized byte[] fetch(Bytes key, long windowStartMs) {
        if (retainsDuplicates) {
            throw new UnsupportedOperationException("of " + name() + " there may be several rows at a time");
        }
        for (Held row = held.get(key); row != null; row = row.before()) {
            if (row.time() == windowStartMs) {
                return row.value();
            }
        }
        return disk().fetch(key, windowStartMs);
    }

    /** Does not put on disk what is held, as no thread may but the one that puts rows. */
    @Override
    public synchronized WindowStoreIterator<byte[]> fetch(Bytes key, long fromMs, long toMs) {
        WindowStoreIterator<byte[]> onDisk = disk().fetch(key, fromMs, toMs);
        Held newest = held.get(key);
        return newest == null ? onDisk : new Listed(withHeld(onDisk, newest, fromMs, toMs));
    }

    private List<KeyValue<Long, byte[]>> withHeld(
            WindowStoreIterator<byte[]> onDisk, Held newest, long fromMs, long toMs) {
        List<KeyValue<Long, byte[]>> rows = new ArrayList<>();
        try (onDisk) {
            onDisk.forEachRemaining(rows::add);
        }
        for (Held row : oldestFirst(newest)) {
            if (row.time() >= fromMs && row.time() <= toMs) {
                if (!retainsDuplicates) {
                    rows.removeIf(before -> before.key == row.time());
                }
                if (row.value() != null) {
                    rows.add(KeyValue.pair(row.time(), row.value()));
                }
            }
        }
        rows.sort((one, other) -> Long.compare(one.key, other.key));
        return rows;
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> fetch(Bytes fromKey, Bytes toKey, long fromMs, long toMs) {
        writeOut();
        return disk().fetch(fromKey, toKey, fromMs, toMs);
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> fetchAll(long fromMs, long toMs) {
        writeOut();
        return disk().fetchAll(fromMs, toMs);
    }

    @Override
    public KeyValueIterator<Windowed<Bytes>, byte[]> all() {
        writeOut();
        return disk().all();
    }

    @Override
    synchronized void writeOut() {
        held.keySet().stream().sorted().forEachOrdered(key -> {
            for (Held row : oldestFirst(held.get(key))) {
                disk().put(key, row.value(), row.time());
            }
        });
        forget();
    }

    @Override
    void forget() {
        held.clear();
        heldBytes = 0;
    }

    private static List<Held> oldestFirst(Held newest) {
        if (newest.before() == null) {
            return List.of(newest);
        }
        List<Held> rows = new ArrayList<>();
        for (Held row = newest; row != null; row = row.before()) {
            rows.addFirst(row);
        }
        return rows;
    }

    /** The rows of one key, by time. */
    private static final class Listed implements WindowStoreIterator<byte[]> {

        private final List<KeyValue<Long, byte[]>> rows;
        private int next;

        private Listed(List<KeyValue<Long, byte[]>> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return next < rows.size();
        }

        @Override
        public KeyValue<Long, byte[]> next() {
            KeyValue<Long, byte[]> row = upcoming();
            next++;
            return row;
        }

        @Override
        public Long peekNextKey() {
            return upcoming().key;
        }

        private KeyValue<Long, byte[]> upcoming() {
            if (!hasNext()) {
                throw new NoSuchElementException("no row after these " + rows.size());
            }
            return rows.get(next);
        }

        @Override
        public void close() {}
    }
}
