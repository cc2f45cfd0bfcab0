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
}
