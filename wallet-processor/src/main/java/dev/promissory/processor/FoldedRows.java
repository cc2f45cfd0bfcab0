package dev.promissory.processor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** One store of one partition in {@link FoldStorage}: the rows that begin with its prefix, which the callers never see. */
final class FoldedRows implements KeyValueStore<Bytes, byte[]> {

    private final String name;
    private final RocksDB database;
    private final WriteOptions writing;
    private final byte[] prefix;

    FoldedRows(String name, RocksDB database, WriteOptions writing, byte[] prefix) {
        this.name = name;
        this.database = database;
        this.writing = writing;
        this.prefix = prefix;
    }

    @Override
    public byte[] get(Bytes key) {
        try {
            return database.get(whole(key.get()));
        } catch (RocksDBException e) {
            throw broken(e);
        }
    }

    @Override
    public void put(Bytes key, byte[] value) {
        try {
            if (value == null) {
                database.delete(writing, whole(key.get()));
            } else {
                database.put(writing, whole(key.get()), value);
            }
        } catch (RocksDBException e) {
            throw broken(e);
        }
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] present = get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> rows) {
        rows.forEach(row -> put(row.key, row.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] present = get(key);
        put(key, null);
        return present;
    }

    /** Forgets all rows whose keys are below this one. */
    void deleteBelow(Bytes key) {
        try {
            database.deleteRange(writing, prefix, whole(key.get()));
        } catch (RocksDBException e) {
            throw broken(e);
        }
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        byte[] first = from == null ? prefix : whole(from.get());
        Optional<byte[]> last = Optional.ofNullable(to).map(key -> whole(key.get()));
        return new FoldedIterator(database, prefix, first, last);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
        long rows = 0;
        try (KeyValueIterator<Bytes, byte[]> all = all()) {
            while (all.hasNext()) {
                all.next();
                rows++;
            }
        }
        return rows;
    }

    @Override
    public String name() {
        return name;
    }

    /** It belongs to no stream. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        throw new UnsupportedOperationException("rows of a fold belong to no stream");
    }

    /** Its storage closes for all. */
    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    private byte[] whole(byte[] key) {
        byte[] whole = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, whole, prefix.length, key.length);
        return whole;
    }

    private IllegalStateException broken(RocksDBException cause) {
        return new IllegalStateException("the scratch store " + name + " is broken", cause);
    }
}
