package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.views.SeenHold;
import java.util.Optional;

/** Holds as the views keep them, by the keys of their rows. */
record ViewHolds() implements Comparison.Kind<SeenHold> {

    @Override
    public SeenHold read(byte[] key, byte[] row) {
        return SeenHold.read(row);
    }

    @Override
    public WalletId owner(byte[] key) {
        return SeenHold.walletOf(key);
    }

    @Override
    public long lastSequence(SeenHold row) {
        return row.lastSequence();
    }

    @Override
    public Optional<String> difference(SeenHold kept, SeenHold folded) {
        return kept.equals(folded)
                ? Optional.empty()
                : Optional.of(folded.holdId() + " says " + kept + " instead of " + folded);
    }
}
