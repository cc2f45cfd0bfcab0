package dev.promissory.views;

import dev.promissory.domain.Wallet.Status;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.RecentlyUsed;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of the wallets that one partition's facts were last about, as they were put: a wallet's facts often come close
 * together, and reading its row from the store and taking it apart is a good part of what folding one costs.
 *
 * <p>Only what {@link StewardRows#find} would find is kept: no journal, which has two places, and no wallet of which nothing
 * is verified, which may turn out to be one. For the one thread that folds the partition.
 */
final class RecentRows {

    private static final int MOST = 2_048;

    /** A wallet may have a thousand currencies; what they take in memory must not depend on it. */
    private static final int LONGEST = 512;

    private final Map<WalletId, WalletRow> rows = new RecentlyUsed<>(MOST);

    Optional<WalletRow> find(WalletId id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** @param bytes how long it is in the store */
    void put(WalletRow row, int bytes) {
        boolean isFound = row.wallet().sequence() > 0 && row.wallet().status() != Status.JOURNAL;
        if (isFound && bytes <= LONGEST) {
            rows.put(row.wallet().id(), row);
        } else {
            rows.remove(row.wallet().id());
        }
    }
}
