package dev.promissory.views.webhooks;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;
import java.time.Instant;

/**
 * A delivery that was given up. The fact itself stays where it is, in wallet.facts.
 *
 * @param generation of the webhook: one that was registered later under the same id has nothing to do with it
 * @param error what the last attempt met
 */
record Undelivered(
        String webhookId,
        String generation,
        FactPlace place,
        WalletId walletId,
        long sequence,
        String type,
        int attempts,
        String error,
        Instant firstAttemptAt,
        Instant lastAttemptAt) {

    private static final char KEY_SEPARATOR = '/';

    /** {@code <webhookId>/<partition>@<offset>}, the key of its record. */
    String key() {
        return key(webhookId, place);
    }

    static String key(String webhookId, FactPlace place) {
        return webhookId + KEY_SEPARATOR + place;
    }

    /** Which webhook and which fact a key names. */
    record Key(String webhookId, FactPlace place) {

        /** @throws UnreadableException when it names none */
        static Key parse(String text) {
            int separator = text.indexOf(KEY_SEPARATOR);
            if (separator < 0 || !Webhook.isValidId(text.substring(0, separator))) {
                throw new UnreadableException("the key is not <webhookId>/<partition>@<offset>");
            }
            FactPlace place = FactPlace.parse(text.substring(separator + 1))
                    .orElseThrow(() -> new UnreadableException("the key is not <webhookId>/<partition>@<offset>"));
            return new Key(text.substring(0, separator), place);
        }
    }

    byte[] toJson() {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("webhookId", webhookId);
            json.writeStringField("generation", generation);
            writeFields(json);
        });
    }

    /** What everybody may see. */
    void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("delivery", place.toString());
        json.writeNumberField("partition", place.partition());
        json.writeNumberField("offset", place.offset());
        json.writeStringField("walletId", walletId.value());
        json.writeNumberField("sequence", sequence);
        json.writeStringField("type", type);
        json.writeNumberField("attempts", attempts);
        json.writeStringField("lastError", error);
        json.writeStringField("firstAttemptAt", Json.time(firstAttemptAt));
        json.writeStringField("lastAttemptAt", Json.time(lastAttemptAt));
    }

    /** @throws UnreadableException when the bytes are no such record, or one of another key */
    static Undelivered read(String key, byte[] value) {
        Key named = Key.parse(key);
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        if (!fields.text("webhookId").equals(named.webhookId())
                || fields.integer("partition") != named.place().partition()
                || fields.integer("offset") != named.place().offset()) {
            throw new UnreadableException("the key names another delivery");
        }
        return new Undelivered(
                named.webhookId(),
                fields.text("generation"),
                named.place(),
                fields.walletId("walletId"),
                fields.sequence(1),
                fields.text("type"),
                (int) Math.clamp(fields.integer("attempts"), 0L, Integer.MAX_VALUE),
                fields.text("lastError"),
                fields.time("firstAttemptAt"),
                fields.time("lastAttemptAt"));
    }
}
