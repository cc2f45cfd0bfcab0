package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Wallet;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MoneyJson;
import dev.promissory.protocol.Rate;
import dev.promissory.views.Valuation.Line;
import dev.promissory.views.Valuation.NotValued;
import java.io.IOException;

/** A valuation as JSON. */
final class ValuationJson {

    private ValuationJson() {}

    static byte[] write(Valuation valuation) {
        return Json.write(json -> {
            Wallet wallet = valuation.seen().row().wallet();
            json.writeStringField("walletId", wallet.id().value());
            json.writeStringField("in", valuation.in().code());
            json.writeNumberField("sequence", wallet.sequence());
            ViewJson.asOf(json, valuation.seen().asOf());
            ViewJson.text(json, "value", valuation.value().map(valuation::plain));
            json.writeBooleanField("complete", valuation.complete());
            json.writeBooleanField("stale", valuation.stale());
            json.writeNumberField("maxAgeSeconds", valuation.maxAge().toSeconds());
            json.writeArrayFieldStart("lines");
            for (Line line : valuation.lines()) {
                json.writeStartObject();
                line(json, valuation, line);
                json.writeEndObject();
            }
            json.writeEndArray();
            notValued(json, valuation);
            ViewJson.trust(json, valuation.seen().row().trust());
        });
    }

    private static void line(JsonGenerator json, Valuation valuation, Line line) throws IOException {
        MoneyJson.write(json, line.amount());
        json.writeStringField("rate", line.rate().map(Rate::plain).orElse("1"));
        json.writeStringField("value", valuation.plain(line.value()));
        if (line.rate().isPresent()) {
            Rate rate = line.rate().get();
            json.writeStringField("source", rate.source());
            json.writeStringField("at", Json.time(rate.at()));
            json.writeNumberField("ageSeconds", valuation.age(rate).toSeconds());
            json.writeBooleanField("stale", valuation.stale(rate));
        }
    }

    private static void notValued(JsonGenerator json, Valuation valuation) throws IOException {
        json.writeArrayFieldStart("notValued");
        for (NotValued each : valuation.notValued()) {
            json.writeStartObject();
            MoneyJson.write(json, each.amount());
            json.writeStringField("reason", each.reason().label());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
