package dev.promissory.reactions;

import dev.promissory.domain.WalletId;
import dev.promissory.kit.WriteBehindStore;
import dev.promissory.protocol.FactSeal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Of each wallet, the last fact that was handed over: what tells the next one from a copy, a forgery and a gap. */
final class LastFacts {

    private final KeyValueStore<Bytes, byte[]> store;

    LastFacts(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    record LastFact(long sequence, byte[] hash) {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name) {
        return WriteBehindStore.builder(name);
    }

    LastFact of(WalletId walletId) {
        byte[] row = store.get(key(walletId));
        if (row == null) {
            return new LastFact(0, FactSeal.noPreviousHash());
        }
        ByteBuffer buffer = ByteBuffer.wrap(row);
        long sequence = buffer.getLong();
        byte[] hash = new byte[FactSeal.HASH_BYTES];
        buffer.get(hash);
        return new LastFact(sequence, hash);
    }

    void put(WalletId walletId, LastFact last) {
        byte[] row = ByteBuffer.allocate(Long.BYTES + FactSeal.HASH_BYTES)
                .putLong(last.sequence())
                .put(last.hash())
                .array();
        store.put(key(walletId), row);
    }

    private static Bytes key(WalletId walletId) {
        return Bytes.wrap(walletId.value().getBytes(StandardCharsets.UTF_8));
    }
}
