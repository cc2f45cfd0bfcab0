package dev.promissory.domain;

import java.util.Optional;

/**
 * A promise's name, {@code <sender>~<sequence of its TransferPromised>}: unique without anybody handing out numbers,
 * since a wallet's sequence numbers are. A tilde cannot occur in a wallet id.
 */
public record PromiseId(WalletId sender, long sequence) {

    public static final char SEPARATOR = '~';

    /** @throws IllegalArgumentException when the sequence is below 1 */
    public PromiseId {
        if (sequence < 1) {
            throw new IllegalArgumentException("a promise's sequence starts at 1: " + sequence);
        }
    }

    /** Reads {@code alice~9}; empty when the text is no promise id. */
    public static Optional<PromiseId> parse(String text) {
        int separator = text.lastIndexOf(SEPARATOR);
        if (separator < 0 || !WalletId.isValid(text.substring(0, separator))) {
            return Optional.empty();
        }
        String digits = text.substring(separator + 1);
        boolean canonical = !digits.isEmpty()
                && digits.length() <= 18
                && digits.charAt(0) != '0'
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return canonical
                ? Optional.of(new PromiseId(new WalletId(text.substring(0, separator)), Long.parseLong(digits)))
                : Optional.empty();
    }

    /** Whether a journal made it: a wallet's first fact only opens it, a journal's first is its promise. */
    public boolean isOfJournal() {
        return sequence == 1;
    }

    @Override
    public String toString() {
        return sender.value() + SEPARATOR + sequence;
    }
}
