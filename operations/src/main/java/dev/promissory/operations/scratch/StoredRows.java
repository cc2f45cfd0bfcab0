package dev.promissory.operations.scratch;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** One kind of rows in {@link Scratch}, sorted by their keys. */
public final class StoredRows implements Rows {

    private final Scratch scratch;
    private final RocksDB database;
    private final WriteOptions writing;
    private final byte kind;

    /** @param kind what all keys of this kind begin with; the callers never see it */
    StoredRows(Scratch scratch, RocksDB database, WriteOptions writing, byte kind) {
        this.scratch = scratch;
        this.database = database;
        this.writing = writing;
        this.kind = kind;
    }

    @Override
    public byte[] get(byte[] key) {
        scratch.requireWanted();
        try {
            return database.get(whole(key));
        } catch (RocksDBException e) {
            throw broken(e);
        }
    }

    @Override
    public void put(byte[] key, byte[] row) {
        scratch.requireWanted();
        try {
            if (row == null) {
                database.delete(writing, whole(key));
            } else {
                database.put(writing, whole(key), row);
            }
        } catch (RocksDBException e) {
            throw broken(e);
        }
    }

    /** Adds to what the row has, without looking for it; a row that is not there begins so. */
    public void append(byte[] key, byte[] more) {
        scratch.requireWanted();
        try {
            database.merge(writing, whole(key), more);
        } catch (RocksDBException e) {
            throw broken(e);
        }
    }

    /** In the order of their keys. */
    @Override
    public void forEach(BiConsumer<byte[], byte[]> reader) {
        forEach(new byte[0], reader);
    }

    /** As {@link #forEach(BiConsumer)}, only those whose key starts so. */
    public void forEach(byte[] start, BiConsumer<byte[], byte[]> reader) {
        byte[] common = whole(start);
        try (RocksIterator rows = database.newIterator()) {
            rows.seek(common);
            while (rows.isValid() && startsWith(rows.key(), common)) {
                scratch.requireWanted();
                byte[] key = rows.key();
                reader.accept(Arrays.copyOfRange(key, 1, key.length), rows.value());
                rows.next();
            }
            rows.status();
        } catch (RocksDBException e) {
            throw broken(e);
        }
    }

    private byte[] whole(byte[] key) {
        byte[] whole = new byte[key.length + 1];
        whole[0] = kind;
        System.arraycopy(key, 0, whole, 1, key.length);
        return whole;
    }

    private static boolean startsWith(byte[] key, byte[] start) {
        return key.length >= start.length && Arrays.equals(key, 0, start.length, start, 0, start.length);
    }

    private static IllegalStateException broken(RocksDBException cause) {
        return new IllegalStateException("the temporary store is broken; is its disk full?", cause);
    }
}
