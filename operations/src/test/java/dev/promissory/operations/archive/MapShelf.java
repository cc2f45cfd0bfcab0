package dev.promissory.operations.archive;

import dev.promissory.domain.Shelf;
import dev.promissory.domain.WalletId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Things that stewards remember, on the heap. */
final class MapShelf<K, V> implements Shelf<K, V> {

    private final Map<K, V> things = new LinkedHashMap<>();
    private final Function<K, WalletId> owner;

    MapShelf(Function<K, WalletId> owner) {
        this.owner = owner;
    }

    int size() {
        return things.size();
    }

    @Override
    public Optional<V> find(K key) {
        return Optional.ofNullable(things.get(key));
    }

    @Override
    public void put(K key, V value) {
        things.put(key, value);
    }

    @Override
    public void remove(K key) {
        things.remove(key);
    }

    @Override
    public boolean anyOf(WalletId walletId) {
        return things.keySet().stream().map(owner).anyMatch(walletId::equals);
    }
}
