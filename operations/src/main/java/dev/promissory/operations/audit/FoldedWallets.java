package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** All wallets as their facts make them. Those that move stay in memory, up to a bound; the others lie in rows. */
final class FoldedWallets {

    private static final int MOST_IN_MEMORY = 20_000;

    private final Rows rows;
    private final Map<WalletId, FoldedWallet> moving;

    FoldedWallets(Rows rows) {
        this.rows = rows;
        this.moving = new RecentlyUsed<>(MOST_IN_MEMORY, this::write);
    }

    FoldedWallet get(WalletId id) {
        FoldedWallet found = moving.get(id);
        if (found != null) {
            return found;
        }
        byte[] row = rows.get(key(id));
        return row == null ? FoldedWallet.unopened(id) : FoldedWallet.fromBytes(id, row);
    }

    void put(FoldedWallet folded) {
        moving.put(folded.wallet().id(), folded);
    }

    void forEach(Consumer<FoldedWallet> reader) {
        moving.forEach(this::write);
        rows.forEach((key, row) ->
                reader.accept(FoldedWallet.fromBytes(new WalletId(new String(key, StandardCharsets.US_ASCII)), row)));
    }

    private void write(WalletId id, FoldedWallet folded) {
        rows.put(key(id), folded.toBytes());
    }

    private static byte[] key(WalletId id) {
        return id.value().getBytes(StandardCharsets.US_ASCII);
    }
}
