package dev.promissory.protocol;

import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Facts as JSON. Reading ignores fields it does not know, so that a fact may gain some; it lifts an older {@code v} to
 * the newest, and refuses a newer one rather than guess.
 */
public final class FactJson {

    private static final Set<String> TYPES = types(Fact.class).collect(Collectors.toUnmodifiableSet());

    private static final Versions VERSIONS = Versions.ONLY_THE_FIRST;

    private FactJson() {}

    public static byte[] write(Fact fact) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", type(fact));
            json.writeStringField("walletId", fact.walletId().value());
            json.writeNumberField("sequence", fact.sequence());
            json.writeStringField("commandId", fact.head().commandId().value());
            json.writeStringField("at", Json.time(fact.head().at()));
            new FactWriter(json).write(fact);
            MemoJson.write(json, fact.head().memo());
        });
    }

    /**
     * @throws NewerVersionException when the bytes say that they are a fact of a version or type not known here
     * @throws UnreadableException when they are no fact
     */
    public static Fact read(byte[] value) {
        return read(value, VERSIONS);
    }

    /** @throws NewerVersionException when the bytes say that they are a fact of a version not known here */
    public static void requireKnownVersion(byte[] value) {
        new Fields(Json.readObject(value)).requireVersion(VERSIONS);
    }

    static Fact read(byte[] value, Versions versions) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion(versions);
        String type = fields.text("type");
        FactHead head = new FactHead(
                fields.walletId("walletId"),
                fields.sequence(1),
                fields.commandId("commandId"),
                fields.time("at"),
                fields.memo());
        return new FactReader(head, fields).read(type);
    }

    /** The fact's name on the wire. */
    public static String type(Fact fact) {
        return fact.getClass().getSimpleName();
    }

    /** The names of all facts on the wire. */
    public static Set<String> types() {
        return TYPES;
    }

    /** The records below a sealed type, by name. */
    private static Stream<String> types(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FactJson::types)
                : Stream.of(type.getSimpleName());
    }
}
