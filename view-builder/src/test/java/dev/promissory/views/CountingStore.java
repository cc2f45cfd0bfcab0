package dev.promissory.views;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A table as queries see it, which counts the rows they read. */
final class CountingStore implements ReadOnlyKeyValueStore<Bytes, byte[]> {

    private final NavigableMap<Bytes, byte[]> rows;
    private int read;

    CountingStore(MapTable table) {
        this.rows = table.rows();
    }

    /** How many rows were read since this was last asked. */
    int read() {
        int since = read;
        read = 0;
        return since;
    }

    @Override
    public byte[] get(Bytes key) {
        read++;
        return rows.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return counted(rows.subMap(from, true, to, true));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
        return counted(rows.subMap(from, true, to, true).descendingMap());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return counted(rows);
    }

    @Override
    public long approximateNumEntries() {
        return rows.size();
    }

    private KeyValueIterator<Bytes, byte[]> counted(Map<Bytes, byte[]> range) {
        Iterator<Map.Entry<Bytes, byte[]>> entries = range.entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public KeyValue<Bytes, byte[]> next() {
                read++;
                Map.Entry<Bytes, byte[]> entry = entries.next();
                return KeyValue.pair(entry.getKey(), entry.getValue());
            }

            @Override
            public Bytes peekNextKey() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                // Nothing is held open.
            }
        };
    }
}
