package dev.promissory.reactions;

import dev.promissory.domain.WalletId;
import dev.promissory.kit.WriteBehindStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** What a reaction has noted about the wallets of one partition. */
record Notes(KeyValueStore<Bytes, byte[]> store) {

    static final String NAME = "notes";

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return WriteBehindStore.builder(NAME);
    }

    Optional<String> get(WalletId walletId, String name) {
        return Optional.ofNullable(store.get(key(walletId, name)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    void put(WalletId walletId, String name, String text) {
        store.put(key(walletId, name), text.getBytes(StandardCharsets.UTF_8));
    }

    void remove(WalletId walletId, String name) {
        store.put(key(walletId, name), null);
    }

    /** A tilde cannot occur in a wallet id, so no two notes share a key. */
    private static Bytes key(WalletId walletId, String name) {
        return Bytes.wrap((walletId.value() + '~' + name).getBytes(StandardCharsets.UTF_8));
    }
}
