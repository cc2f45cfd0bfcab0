package dev.promissory.views;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The rows of one table in one partition, as the fold needs them. */
interface Table {

    /** The row's bytes; null when there is none. */
    byte[] get(Bytes key);

    /** @param row null to remove it */
    void put(Bytes key, byte[] row);

    static Table in(KeyValueStore<Bytes, byte[]> store) {
        return new Table() {
            @Override
            public byte[] get(Bytes key) {
                return store.get(key);
            }

            @Override
            public void put(Bytes key, byte[] row) {
                store.put(key, row);
            }
        };
    }
}
