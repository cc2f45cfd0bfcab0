package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.views.SeenPart;
import java.util.Optional;

/** The parts of wallets in promises as the views keep them, by the keys of their rows. */
record ViewParts() implements Comparison.Kind<SeenPart> {

    @Override
    public SeenPart read(byte[] key, byte[] row) {
        return SeenPart.read(key, row);
    }

    @Override
    public WalletId owner(byte[] key) {
        return SeenPart.walletOf(key);
    }

    @Override
    public long lastSequence(SeenPart row) {
        return row.lastSequence();
    }

    @Override
    public Optional<String> difference(SeenPart kept, SeenPart folded) {
        return kept.equals(folded)
                ? Optional.empty()
                : Optional.of("in promise " + folded.promiseId() + " says " + kept + " instead of " + folded);
    }
}
