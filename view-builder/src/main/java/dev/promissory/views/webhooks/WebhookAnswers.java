package dev.promissory.views.webhooks;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.protocol.Json;
import dev.promissory.views.Cursor;
import dev.promissory.views.webhooks.Tally.Count;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Webhooks as JSON, for everybody: there is no secret in it. */
record WebhookAnswers(WebhookTables tables, Tallies tallies) {

    /** Writes one item's fields. */
    @FunctionalInterface
    interface Item<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /** How far a webhook is: by partition, where it goes on and where the facts end. */
    record Standing(Map<Integer, Long> places, Map<Integer, Long> ends) {}

    byte[] registered(Webhook webhook) {
        return Json.write(json -> writeFields(json, webhook));
    }

    byte[] standing(Webhook webhook, Standing standing) {
        return Json.write(json -> {
            writeFields(json, webhook);
            long total = 0;
            json.writeArrayFieldStart("positions");
            for (Map.Entry<Integer, Long> end : new TreeMap<>(standing.ends()).entrySet()) {
                long place = standing.places().getOrDefault(end.getKey(), 0L);
                long lag = Math.max(0, end.getValue() - place);
                total += lag;
                json.writeStartObject();
                json.writeNumberField("partition", end.getKey());
                json.writeNumberField("offset", place);
                json.writeNumberField("end", end.getValue());
                json.writeNumberField("lag", lag);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("lag", total);
        });
    }

    /**
     * One page.
     *
     * @param more one item more than the page has, when there are more
     */
    static <T> byte[] page(String list, List<T> more, int limit, Function<T, String> name, Item<T> fields) {
        List<T> items = more.size() > limit ? more.subList(0, limit) : more;
        return Json.write(json -> {
            json.writeArrayFieldStart("items");
            for (T item : items) {
                json.writeStartObject();
                fields.write(json, item);
                json.writeEndObject();
            }
            json.writeEndArray();
            if (more.size() > limit) {
                json.writeStringField("nextCursor", Cursor.after(list, name.apply(items.getLast())));
            } else {
                json.writeNullField("nextCursor");
            }
        });
    }

    void writeFields(JsonGenerator json, Webhook webhook) throws IOException {
        json.writeStringField("id", webhook.id());
        WebhookJson.writeTarget(json, webhook);
        json.writeStringField("status", webhook.active() ? "active" : "suspended");
        if (webhook.suspension().isPresent()) {
            json.writeObjectFieldStart("suspension");
            json.writeStringField("reason", webhook.suspension().get().reason());
            json.writeStringField("since", Json.time(webhook.suspension().get().since()));
            json.writeEndObject();
        } else {
            json.writeNullField("suspension");
        }
        json.writeNumberField("undelivered", tables.undelivered(webhook));
        json.writeObjectFieldStart("sinceStart");
        write(json, tallies.count(webhook));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Count count) throws IOException {
        json.writeNumberField("delivered", count.delivered());
        json.writeNumberField("refused", count.refused());
        json.writeNumberField("givenUp", count.givenUp());
        time(json, "lastSuccessAt", count.lastSuccess());
        time(json, "lastErrorAt", count.lastFailure().map(Tally.Failure::at));
        if (count.lastFailure().isPresent()) {
            json.writeStringField("lastError", count.lastFailure().get().error());
        } else {
            json.writeNullField("lastError");
        }
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            json.writeStringField(name, Json.time(time.get()));
        } else {
            json.writeNullField(name);
        }
    }
}
