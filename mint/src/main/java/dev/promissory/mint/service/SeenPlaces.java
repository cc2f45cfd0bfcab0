package dev.promissory.mint.service;

import dev.promissory.domain.Currency;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Of each currency and source, how far its sightings have been taken: see {@link Sighted}. */
record SeenPlaces(KeyValueStore<Bytes, byte[]> store) {

    static final String NAME = "seen-places";

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
    }

    /** Notes the place; false when it has been taken before. */
    boolean advance(Sighted sighted) {
        Bytes key = key(sighted.sighting().currency(), sighted.source());
        byte[] last = store.get(key);
        if (last != null && sighted.offset() <= ByteBuffer.wrap(last).getLong()) {
            return false;
        }
        store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(sighted.offset()).array());
        return true;
    }

    /** A tilde cannot occur in a currency code. */
    private static Bytes key(Currency currency, String source) {
        return Bytes.wrap((currency.code() + '~' + source).getBytes(StandardCharsets.UTF_8));
    }
}
