package dev.promissory.views.feed;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.WalletPartitions;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which facts a feed gives out.
 *
 * @param wallets only these wallets' facts; empty for all wallets
 * @param types only facts of these types; empty for all types
 */
public record Filter(Set<WalletId> wallets, Set<String> types) {

    public static final Filter EVERYTHING = new Filter(Set.of(), Set.of());

    /** @throws IllegalArgumentException when there is no fact of such a type; ask {@link FactJson#types} first */
    public Filter {
        wallets = Set.copyOf(wallets);
        types = Set.copyOf(types);
        if (!FactJson.types().containsAll(types)) {
            throw new IllegalArgumentException("no fact has one of the types " + types);
        }
    }

    public boolean wants(WalletId walletId) {
        return wallets.isEmpty() || wallets.contains(walletId);
    }

    public boolean wants(String type) {
        return types.isEmpty() || types.contains(type);
    }

    /** The partitions that such facts can be on. */
    public SortedSet<Integer> partitions(int count) {
        return wallets.isEmpty()
                ? IntStream.range(0, count).boxed().collect(Collectors.toCollection(TreeSet::new))
                : wallets.stream()
                        .map(wallet -> WalletPartitions.of(wallet.value(), count))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
