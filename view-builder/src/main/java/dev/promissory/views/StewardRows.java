package dev.promissory.views;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.Wallet.Status;
import dev.promissory.domain.WalletId;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;

/**
 * Where the row of a steward lies: its wallet's among the wallets, its journal's apart. What an id is, its first fact
 * tells; until that is verified, what is doubted about it lies among the wallets.
 */
final class StewardRows {

    private StewardRows() {}

    static Bytes key(Wallet wallet) {
        return wallet.status() == Status.JOURNAL ? LedgerKeys.journal(wallet.id()) : Keys.wallet(wallet.id());
    }

    /** @param rows the store of wallets and their statements */
    static Optional<WalletRow> find(Function<Bytes, byte[]> rows, WalletId id) {
        Optional<WalletRow> wallet = read(rows, Keys.wallet(id), id);
        return wallet.filter(row -> row.wallet().sequence() > 0)
                .or(() -> read(rows, LedgerKeys.journal(id), id))
                .or(() -> wallet);
    }

    private static Optional<WalletRow> read(Function<Bytes, byte[]> rows, Bytes key, WalletId id) {
        return Optional.ofNullable(rows.apply(key)).map(row -> WalletRow.fromBytes(id, row));
    }
}
