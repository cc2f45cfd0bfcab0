package dev.promissory.steward;

import java.util.OptionalInt;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A value on its way to a sink.
 *
 * @param partition where it must go; empty where its key decides
 */
public record Outgoing(byte[] value, OptionalInt partition) {

    /** What sinks write it with. */
    public static Serializer<Outgoing> serializer() {
        return (topic, outgoing) -> outgoing.value();
    }

    public static Outgoing byKey(byte[] value) {
        return new Outgoing(value, OptionalInt.empty());
    }
}
