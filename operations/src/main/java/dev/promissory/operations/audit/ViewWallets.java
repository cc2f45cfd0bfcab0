package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.views.SeenWallet;
import java.util.Optional;

/** Wallets and journals as the views keep them, by the keys of their rows. */
record ViewWallets() implements Comparison.Kind<SeenWallet> {

    @Override
    public SeenWallet read(byte[] key, byte[] row) {
        return SeenWallet.read(owner(key), row);
    }

    @Override
    public WalletId owner(byte[] key) {
        return SeenWallet.idOf(key).orElseThrow();
    }

    @Override
    public long lastSequence(SeenWallet row) {
        return row.wallet().sequence();
    }

    @Override
    public Optional<String> doubt(SeenWallet row) {
        return row.doubt();
    }

    @Override
    public Optional<String> difference(SeenWallet kept, SeenWallet folded) {
        return WalletDifference.between(kept.wallet(), kept.lastHash(), folded.wallet(), folded.lastHash());
    }
}
