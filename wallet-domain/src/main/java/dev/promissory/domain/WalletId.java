package dev.promissory.domain;

/**
 * A wallet's name, chosen by whoever opens it: {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}. It is the key of every record
 * about the wallet, so it also decides which steward owns it.
 */
public record WalletId(String value) implements Comparable<WalletId> {

    /** @throws IllegalArgumentException when the text is not a wallet id; ask {@link #isValid} first */
    public WalletId {
        Identifier.require("wallet id", value);
    }

    public static boolean isValid(String text) {
        return Identifier.isValid(text);
    }

    @Override
    public int compareTo(WalletId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
