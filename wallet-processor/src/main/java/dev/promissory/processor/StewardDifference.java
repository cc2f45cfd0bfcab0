package dev.promissory.processor;

import dev.promissory.domain.WalletId;
import java.util.Optional;

/**
 * Something that the stewards remember otherwise than it follows from the facts.
 *
 * @param walletId whose it is; empty when it is about an input
 * @param byFacts what it should be, in words; empty when it should not be there
 * @param remembered what it is, in words; empty when it is not there
 */
public record StewardDifference(
        StewardStore store,
        int partition,
        Optional<WalletId> walletId,
        Optional<String> byFacts,
        Optional<String> remembered) {

    @Override
    public String toString() {
        return walletId.map(id -> "wallet " + id).orElse("partition " + partition) + ", store " + store.storeName()
                + ": by the facts " + byFacts.orElse("nothing") + "; the stewards have "
                + remembered.orElse("nothing");
    }
}
