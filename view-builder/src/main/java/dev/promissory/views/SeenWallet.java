package dev.promissory.views;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import java.util.Arrays;
import java.util.Optional;

/**
 * A wallet or journal as the views show it. For tools that look from outside.
 *
 * @param lastHash of the last fact that was folded
 * @param doubt {@code gap at 5}: what the views hold against it; empty when they trust it
 */
public record SeenWallet(Wallet wallet, byte[] lastHash, Optional<String> doubt) {

    /** Whose row has this key; empty when it is another kind of row. */
    public static Optional<WalletId> idOf(byte[] key) {
        return key.length > 1 && (key[0] == Keys.WALLET || key[0] == LedgerKeys.JOURNAL)
                ? FactJudge.walletId(Arrays.copyOfRange(key, 1, key.length))
                : Optional.empty();
    }

    /** Where the views keep this wallet or journal. */
    public static byte[] key(Wallet wallet) {
        return StewardRows.key(wallet).get();
    }

    /** @throws RuntimeException when the bytes are no row of this version */
    public static SeenWallet read(WalletId id, byte[] row) {
        WalletRow read = WalletRow.fromBytes(id, row);
        Optional<String> doubt = read.trust().doubt().map(met -> met.kind().label() + " at " + met.sequence());
        return new SeenWallet(read.wallet(), read.lastHash(), doubt);
    }
}
