package dev.promissory.domain;

import java.util.Optional;

/** One kind of things that stewards remember, by name. */
public interface Shelf<K, V> {

    Optional<V> find(K key);

    void put(K key, V value);

    /** It may be gone already. */
    void remove(K key);

    /** Whether anything of this wallet's is there. */
    boolean anyOf(WalletId walletId);

    /** One that has nothing, and gets nothing. */
    static <K, V> Shelf<K, V> empty() {
        return new Shelf<>() {
            @Override
            public Optional<V> find(K key) {
                return Optional.empty();
            }

            @Override
            public void put(K key, V value) {
                throw new IllegalStateException("nothing like that was to be remembered here: " + key);
            }

            @Override
            public void remove(K key) {}

            @Override
            public boolean anyOf(WalletId walletId) {
                return false;
            }
        };
    }
}
