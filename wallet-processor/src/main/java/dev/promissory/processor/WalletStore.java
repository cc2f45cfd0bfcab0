package dev.promissory.processor;

import dev.promissory.domain.WalletId;
import dev.promissory.kit.WriteBehindStore;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The wallets of one partition, as their steward knows them. */
final class WalletStore {

    static final String NAME = "wallets";

    private final KeyValueStore<Bytes, byte[]> store;

    WalletStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** Cached: a wallet's row is written once for each commit, however many facts about it there are, and mostly found at once. */
    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return WriteBehindStore.builder(NAME).withCachingEnabled();
    }

    /** The wallet's row; an unopened wallet's when there is none. */
    WalletRow load(WalletId id) {
        byte[] bytes = store.get(key(id));
        return bytes == null ? WalletRow.unopened(id) : WalletRowCodec.read(id, bytes);
    }

    boolean isEmpty() {
        try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
            return !rows.hasNext();
        }
    }

    void save(WalletRow row) {
        store.put(key(row.wallet().id()), WalletRowCodec.write(row));
    }

    private static Bytes key(WalletId id) {
        return Bytes.wrap(id.value().getBytes(StandardCharsets.UTF_8));
    }
}
