package dev.promissory.processor;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksIterator;

/** Rows in the order of their keys, as long as they begin alike. */
final class FoldedIterator implements KeyValueIterator<Bytes, byte[]> {

    private final RocksIterator rows;
    private final byte[] common;
    private final int hidden;
    private final Optional<byte[]> last;

    /**
     * @param common what all keys begin with
     * @param hidden how many bytes of a key the caller does not see
     * @param last of the keys, when not all are wanted
     */
    FoldedIterator(RocksDB database, byte[] common, int hidden, byte[] first, Optional<byte[]> last) {
        this.rows = database.newIterator();
        this.common = common;
        this.hidden = hidden;
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
        return Bytes.wrap(Arrays.copyOfRange(whole, hidden, whole.length));
    }

    @Override
    public void close() {
        rows.close();
    }

    private boolean isWanted(byte[] key) {
        return key.length >= common.length
                && Arrays.equals(key, 0, common.length, common, 0, common.length)
                && (last.isEmpty() || Arrays.compareUnsigned(key, last.get()) <= 0);
    }
}
