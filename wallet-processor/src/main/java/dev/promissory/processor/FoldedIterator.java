package dev.promissory.processor;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

/** Rows of one store in the order of their keys. */
final class FoldedIterator implements KeyValueIterator<Bytes, byte[]> {

    private final RocksIterator rows;
    private final byte[] prefix;
    private final Optional<byte[]> last;

    /**
     * @param prefix what all keys begin with, and the caller does not see
     * @param last of the keys, when not all are wanted
     */
    FoldedIterator(RocksDB database, byte[] prefix, byte[] first, Optional<byte[]> last) {
        this.rows = database.newIterator();
        this.prefix = prefix;
        this.last = last;
        rows.seek(first);
    }

    @Override
    public boolean hasNext() {
        return rows.isValid() && isWanted(rows.key());
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        KeyValue<Bytes, byte[]> row = KeyValue.pair(peekNextKey(), rows.value());
        rows.next();
        return row;
    }

    @Override
    public Bytes peekNextKey() {
        if (!hasNext()) {
            throw new NoSuchElementException("no row is left");
        }
        byte[] whole = rows.key();
        return Bytes.wrap(Arrays.copyOfRange(whole, prefix.length, whole.length));
    }

    @Override
    public void close() {
        rows.close();
    }

    private boolean isWanted(byte[] key) {
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)
                && (last.isEmpty() || Arrays.compareUnsigned(key, last.get()) <= 0);
    }
}
