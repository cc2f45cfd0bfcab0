package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.processor.KeptWallet;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Wallets as the stewards keep them, by their ids. */
record StewardWallets() implements Comparison.Kind<KeptWallet> {

    @Override
    public KeptWallet read(byte[] key, byte[] row) {
        return KeptWallet.read(owner(key), row);
    }

    @Override
    public WalletId owner(byte[] key) {
        return new WalletId(new String(key, StandardCharsets.US_ASCII));
    }

    @Override
    public long lastSequence(KeptWallet row) {
        return row.wallet().sequence();
    }

    @Override
    public Optional<String> difference(KeptWallet kept, KeptWallet folded) {
        return WalletDifference.between(kept.wallet(), kept.lastHash(), folded.wallet(), folded.lastHash());
    }
}
