package dev.promissory.processor;

import dev.promissory.domain.Shelf;
import dev.promissory.domain.WalletId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One kind of things in a store that may hold several kinds. A key is the kind's letter, the wallet, a tilde, which
 * occurs in no wallet id, and what tells the wallet's things of this kind apart.
 *
 * @param name of a thing among its wallet's
 */
record StoreShelf<K, V>(
        KeyValueStore<Bytes, byte[]> store,
        char kind,
        Function<K, WalletId> owner,
        Function<K, String> name,
        Function<V, byte[]> writer,
        Function<byte[], V> reader)
        implements Shelf<K, V> {

    private static final char SEPARATOR = '~';

    @Override
    public Optional<V> find(K key) {
        return Optional.ofNullable(store.get(bytes(key))).map(reader);
    }

    @Override
    public void put(K key, V value) {
        store.put(bytes(key), writer.apply(value));
    }

    @Override
    public void remove(K key) {
        store.put(bytes(key), null);
    }

    @Override
    public boolean anyOf(WalletId walletId) {
        try (StringSerializer serializer = new StringSerializer();
                KeyValueIterator<Bytes, byte[]> found = store.prefixScan(prefix(walletId), serializer)) {
            return found.hasNext();
        }
    }

    private Bytes bytes(K key) {
        return Bytes.wrap((prefix(owner.apply(key)) + name.apply(key)).getBytes(StandardCharsets.UTF_8));
    }

    private String prefix(WalletId walletId) {
        return kind + walletId.value() + SEPARATOR;
    }
}
