package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MoneyJson;
import dev.promissory.views.PromiseQueries.PromiseAsOf;
import dev.promissory.views.PromiseRow.Refusal;
import dev.promissory.views.WholePromise.LegSeen;
import dev.promissory.views.WholePromise.LegStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A promise as an answer:
 * {@code {"promiseId":"alice~9","from":"alice","legs":[{"to":"bob","currency":"EUR","amount":"5.00","status":"kept",
 * "receivedAs":2}],"status":"kept","promisedAt":"…","receivedAt":"…","refusedAt":null,"returnedAt":null,
 * "resolvedAt":"…","convergedInMs":168,"refusedBy":null,"code":null,"trust":{"state":"verified"}}}. A status is pending, kept or returned; a leg's is
 * one of {@link LegStatus}. {@code settledAt}, and the sequence {@code settledAs} of the
 * fact that says so, are there when several had to agree and did: nothing returns after it.
 * {@code holdId}, {@code scheduleId}, {@code rate} and {@code reverses} are there where they apply.
 *
 * <p>A journal's has {@code journalId}, a {@code from} of null, a {@code deadline}, and in each leg {@code from} and
 * {@code reserved}: whether the giver's money is out of its wallet for it.
 */
final class PromiseJson {

    private PromiseJson() {}

    static void write(JsonGenerator json, PromiseAsOf seen) throws IOException {
        fields(json, seen.promise());
        ViewJson.asOf(json, seen.asOf());
        ViewJson.trust(json, seen.promise().trust());
    }

    static void write(JsonGenerator json, WholePromise promise) throws IOException {
        fields(json, promise);
        ViewJson.trust(json, promise.trust());
    }

    private static void fields(JsonGenerator json, WholePromise promise) throws IOException {
        boolean ofJournal = promise.id().isOfJournal();
        String maker = promise.id().sender().value();
        json.writeStringField("promiseId", promise.id().toString());
        if (ofJournal) {
            json.writeStringField("journalId", maker);
            json.writeNullField("from");
        } else {
            json.writeStringField("from", maker);
        }
        json.writeArrayFieldStart("legs");
        for (LegSeen leg : promise.legs()) {
            json.writeStartObject();
            write(json, leg, ofJournal);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("status", promise.status().label());
        json.writeStringField("promisedAt", Json.time(promise.promisedAt()));
        if (ofJournal) {
            ViewJson.time(json, "deadline", promise.deadline());
        }
        if (promise.settledAt().isPresent()) {
            ViewJson.time(json, "settledAt", promise.settledAt());
            json.writeNumberField("settledAs", promise.settledAs().orElseThrow());
        }
        ViewJson.time(json, "receivedAt", promise.receivedAt());
        ViewJson.time(json, "refusedAt", promise.refusedAt());
        ViewJson.time(json, "returnedAt", promise.returnedAt());
        Optional<Instant> resolvedAt = promise.resolvedAt();
        ViewJson.time(json, "resolvedAt", resolvedAt);
        if (resolvedAt.isPresent()) {
            Duration took = Duration.between(promise.promisedAt(), resolvedAt.get());
            json.writeNumberField("convergedInMs", took.toMillis());
        } else {
            json.writeNullField("convergedInMs");
        }
        Optional<Refusal> refusal = promise.refusal();
        ViewJson.text(json, "refusedBy", refusal.map(met -> met.by().value()));
        ViewJson.text(json, "code", refusal.map(Refusal::code));
        OccasionFields.write(json, promise.occasion());
    }

    private static void write(JsonGenerator json, LegSeen leg, boolean ofJournal) throws IOException {
        if (ofJournal) {
            json.writeStringField("from", leg.posting().from().value());
        }
        json.writeStringField("to", leg.posting().to().value());
        MoneyJson.write(json, leg.posting().money());
        json.writeStringField("status", leg.status().name().toLowerCase(Locale.ROOT));
        if (ofJournal) {
            json.writeBooleanField("reserved", leg.reserved());
        }
        if (leg.receivedAs().isPresent()) {
            json.writeNumberField("receivedAs", leg.receivedAs().getAsLong());
        }
    }
}
