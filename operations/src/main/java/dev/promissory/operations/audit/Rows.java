package dev.promissory.operations.audit;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** One kind of rows in {@link Scratch}, sorted by their keys. */
final class Rows {

    private final RocksDB database;
    private final WriteOptions writing;
    private final byte kind;

    /** @param kind what all keys of this kind begin with; the callers never see it */
    Rows(RocksDB database, WriteOptions writing, byte kind) {
        this.database = database;
        this.writing = writing;
        this.kind = kind;
    }

    /** Null when there is none. */
    byte[] get(byte[] key) {
        try {
            return database.get(whole(key));
        } catch (RocksDBException e) {
            throw broken(e);
        }
    }

    /** @param row null to remove it */
    void put(byte[] key, byte[] row) {
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

    /** The rows as they are now, in the order of their keys; they may be changed meanwhile. */
    void forEach(BiConsumer<byte[], byte[]> reader) {
        try (RocksIterator rows = database.newIterator()) {
            rows.seek(new byte[] {kind});
            while (rows.isValid() && rows.key()[0] == kind) {
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

    private static IllegalStateException broken(RocksDBException cause) {
        return new IllegalStateException("the temporary store is broken; is its disk full?", cause);
    }
}
