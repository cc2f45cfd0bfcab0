package dev.promissory.domain;

import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.TransferSettled;
import java.util.Optional;

/**
 * What is reversed: {@code <wallet>~<sequence>} of the fact that began it. For a promise that is the promise's id, for a
 * deposit or withdrawal its own place.
 */
public record Reversed(WalletId walletId, long sequence) {

    static Reversed of(Fact fact) {
        return new Reversed(fact.walletId(), fact.sequence());
    }

    static Reversed of(PromiseId promiseId) {
        return new Reversed(promiseId.sender(), promiseId.sequence());
    }

    /**
     * Whether the fact settled a promise between several wallets, where it was made: only a new journal can send that
     * back. What it is to one who took part is no such fact.
     */
    public static boolean isOfSeveral(Fact fact) {
        return fact instanceof JournalSettled
                || fact instanceof TransferSettled settled
                        && settled.promiseId().sender().equals(settled.walletId());
    }

    /** Empty when the text is no such place. */
    public static Optional<Reversed> parse(String text) {
        return PromiseId.parse(text).map(Reversed::of);
    }

    @Override
    public String toString() {
        return walletId.value() + PromiseId.SEPARATOR + sequence;
    }
}
