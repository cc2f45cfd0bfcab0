package dev.promissory.views.webhooks;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.views.webhooks.Webhook.Target;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A registration as the value of its record. It has the secret, which no answer has. */
final class WebhookJson {

    private WebhookJson() {}

    static byte[] write(Webhook webhook) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("id", webhook.id());
            json.writeStringField("generation", webhook.generation());
            json.writeNumberField("run", webhook.run());
            writeTarget(json, webhook);
            json.writeStringField("secret", webhook.target().secret().value());
            json.writeArrayFieldStart("positions");
            for (Map.Entry<Integer, Long> each : new TreeMap<>(webhook.positions()).entrySet()) {
                json.writeStartObject();
                json.writeNumberField("partition", each.getKey());
                json.writeNumberField("offset", each.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (webhook.suspension().isPresent()) {
                json.writeStringField(
                        "suspendedBecause", webhook.suspension().get().reason());
                json.writeStringField(
                        "suspendedSince", Json.time(webhook.suspension().get().since()));
            }
        });
    }

    /** What was asked for, without the secret. */
    static void writeTarget(JsonGenerator json, Webhook webhook) throws IOException {
        json.writeStringField("url", webhook.target().url().toString());
        json.writeArrayFieldStart("wallets");
        for (String wallet : new TreeSet<>(webhook.target().filter().wallets().stream()
                .map(id -> id.value())
                .toList())) {
            json.writeString(wallet);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("types");
        for (String type : new TreeSet<>(webhook.target().filter().types())) {
            json.writeString(type);
        }
        json.writeEndArray();
        json.writeStringField("from", webhook.start().label());
        json.writeStringField("registeredAt", Json.time(webhook.registeredAt()));
    }

    /** @throws UnreadableException when the bytes are no registration of a version this reader knows */
    static Webhook read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        return new Webhook(
                TargetFields.id(fields).orElseThrow(() -> new UnreadableException("id is missing", "id")),
                fields.text("generation"),
                run(fields),
                new Target(TargetFields.url(fields), TargetFields.secret(fields), TargetFields.filter(fields)),
                TargetFields.start(fields),
                fields.time("registeredAt"),
                positions(fields),
                suspension(fields));
    }

    private static int run(Fields fields) {
        long run = fields.integer("run");
        if (run < 0 || run > Integer.MAX_VALUE) {
            throw new UnreadableException("run is out of range", "run");
        }
        return (int) run;
    }

    private static Map<Integer, Long> positions(Fields fields) {
        Map<Integer, Long> positions = new TreeMap<>();
        for (Fields each : fields.objects("positions")) {
            long partition = each.integer("partition");
            long offset = each.integer("offset");
            if (partition < 0 || partition > Integer.MAX_VALUE || offset < 0) {
                throw new UnreadableException("positions has one that cannot be", "positions");
            }
            positions.put((int) partition, offset);
        }
        return positions;
    }

    private static Optional<Suspension> suspension(Fields fields) {
        return fields.optionalText("suspendedBecause")
                .map(reason -> new Suspension(reason, fields.time("suspendedSince")));
    }
}
