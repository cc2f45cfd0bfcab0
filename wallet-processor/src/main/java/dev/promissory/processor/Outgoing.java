package dev.promissory.processor;

import java.util.OptionalInt;

/**
 * A value on its way to a sink.
 *
 * @param partition where it must go; empty where its key decides
 */
record Outgoing(byte[] value, OptionalInt partition) {

    static Outgoing byKey(byte[] value) {
        return new Outgoing(value, OptionalInt.empty());
    }
}
