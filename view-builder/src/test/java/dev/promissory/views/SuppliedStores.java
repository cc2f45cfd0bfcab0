package dev.promissory.views;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.QueryableStoreType;

/** Finds what a test supplies, whichever table of a partition is looked for, and remembers which those were. */
final class SuppliedStores implements StoreSource {

    private final List<String> searches = new ArrayList<>();
    private Supplier<?> next;

    SuppliedStores(Supplier<?> next) {
        this.next = next;
    }

    void supply(Supplier<?> other) {
        next = other;
    }

    /** Such as {@code wallets of wallet.facts-0}. */
    List<String> searches() {
        return searches;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S> S find(String store, QueryableStoreType<S> type, TopicPartition input) {
        searches.add(store + " of " + input);
        return (S) next.get();
    }

    @Override
    public <S> S findGlobal(String store, QueryableStoreType<S> type) {
        throw new AssertionError("nobody asks for " + store);
    }
}
