package dev.promissory.views;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A table in memory as a store of which single rows are asked for. */
record OnlyGets(Table table) implements ReadOnlyKeyValueStore<Bytes, byte[]> {

    @Override
    public byte[] get(Bytes key) {
        return table.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long approximateNumEntries() {
        throw new UnsupportedOperationException();
    }
}
