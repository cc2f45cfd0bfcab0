package dev.promissory.domain;

/** The name of a hold within its wallet, chosen by whoever places it: {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}. */
public record HoldId(String value) {

    /** @throws IllegalArgumentException when the text is not a hold id; ask {@link #isValid} first */
    public HoldId {
        Identifier.require("hold id", value);
    }

    public static boolean isValid(String text) {
        return Identifier.isValid(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
