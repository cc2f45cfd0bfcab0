package dev.promissory.steward;

import java.util.OptionalInt;

/**
 * A value on its way to a sink.
 *
 * @param partition where it must go; empty where its key decides
 */
public record Outgoing(byte[] value, OptionalInt partition) {

    public static Outgoing byKey(byte[] value) {
        return new Outgoing(value, OptionalInt.empty());
    }
}
