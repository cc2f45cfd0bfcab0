package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A fact as a line of its wallet's statement. A fact that moves no money has no currency, amount or balance; one that
 * moves several currencies lists them as {@code movements}. {@link LineDetails} has the rest.
 */
final class StatementJson {

    private StatementJson() {}

    static void write(JsonGenerator json, Fact fact) throws IOException {
        json.writeNumberField("sequence", fact.sequence());
        json.writeStringField("at", Json.time(fact.head().at()));
        json.writeStringField("type", FactJson.type(fact));
        List<Movement> movements = Movement.of(fact);
        if (movements.size() == 1) {
            movement(json, fact, movements.getFirst());
        } else if (!movements.isEmpty()) {
            json.writeArrayFieldStart("movements");
            for (Movement each : movements) {
                json.writeStartObject();
                movement(json, fact, each);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeStringField("commandId", fact.head().commandId().value());
        new LineDetails(json, fact).write();
        if (fact.head().memo().reference().isPresent()) {
            json.writeStringField("reference", fact.head().memo().reference().get());
        }
        metadata(json, fact.head().memo().metadata());
    }

    /** Left out when there is none. */
    static void metadata(JsonGenerator json, Map<String, String> metadata) throws IOException {
        if (!metadata.isEmpty()) {
            json.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }

    /** Whether the wallet is at the other end of what the fact tells, be it as one of several. */
    static boolean hasCounterpart(Fact fact, WalletId wallet) {
        return Counterparts.of(fact).contains(wallet);
    }

    private static void movement(JsonGenerator json, Fact fact, Movement movement) throws IOException {
        Currency currency = movement.money().currency();
        json.writeStringField("currency", currency.code());
        json.writeStringField("amount", movement.effect().plain());
        json.writeStringField("balance", balance(fact, currency).total().plain());
    }

    /** A fact states each balance it changes: that was checked before it was folded. */
    private static Balance balance(Fact fact, Currency currency) {
        return fact.balances().stream()
                .filter(stated -> stated.currency().equals(currency))
                .findFirst()
                .orElseThrow();
    }
}
