package dev.promissory.domain;

/**
 * The name a caller gives to one command: {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}. Together with the wallet id it
 * identifies the command, however often it arrives.
 */
public record CommandId(String value) {

    /** @throws IllegalArgumentException when the text is not a command id; ask {@link #isValid} first */
    public CommandId {
        Identifier.require("command id", value);
    }

    public static boolean isValid(String text) {
        return Identifier.isValid(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
