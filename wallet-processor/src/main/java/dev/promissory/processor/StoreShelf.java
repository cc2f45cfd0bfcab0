package dev.promissory.processor;

import dev.promissory.domain.Shelf;
import dev.promissory.domain.WalletId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
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

    /** Sorts behind every character of a name. */
    private static final char LAST = '\u007f';

    private static final byte[] FENCE = {1};

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

    /**
     * A search that finds nothing goes on to the next row that there is, over all that have been removed in between,
     * which the store forgets only in time: of all later wallets. So for as long as it takes, rows behind this wallet's
     * own stand in its way. They are two, because an iterator is always a row ahead. Nothing of them is left, but the
     * changelog has them and their removal, also when it is only asked what would be decided.
     */
    @Override
    public boolean anyOf(WalletId walletId) {
        String prefix = prefix(walletId);
        Bytes fence = bytes(prefix + LAST);
        Bytes behind = bytes(prefix + LAST + LAST);
        // The one outside the range first: a list has the store put on disk what lies in the range, and what was put
        // before that.
        store.put(behind, FENCE);
        store.put(fence, FENCE);
        try (KeyValueIterator<Bytes, byte[]> found = store.range(bytes(prefix), fence)) {
            return !found.next().key.equals(fence);
        } finally {
            store.put(fence, null);
            store.put(behind, null);
        }
    }

    private Bytes bytes(K key) {
        return bytes(prefix(owner.apply(key)) + name.apply(key));
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }

    private String prefix(WalletId walletId) {
        return kind + walletId.value() + SEPARATOR;
    }
}
