package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Wallet;
import dev.promissory.mint.protocol.MintedCurrency;
import dev.promissory.mint.protocol.TotalsJson;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.views.MintQueries.MintedAsOf;
import dev.promissory.views.Movement.Flow;
import dev.promissory.views.OutcomeQuery.OutcomeAsOf;
import dev.promissory.views.PastQueries.Past;
import dev.promissory.views.StatementQuery.Statement;
import dev.promissory.views.SupplyQuery.Supply;
import dev.promissory.views.WalletQueries.WalletAsOf;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The views' answers as JSON. Every one says with {@code asOf} up to which moment it is complete. */
final class ViewJson {

    private static final String FINAL = "final";

    private ViewJson() {}

    /** Writes one item's fields. */
    interface Item<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    static <T> byte[] list(Listed<T> page, Item<T> fields) {
        return Json.write(json -> list(json, page, fields));
    }

    private static <T> void list(JsonGenerator json, Listed<T> page, Item<T> fields) throws IOException {
        json.writeArrayFieldStart("items");
        for (T item : page.items()) {
            json.writeStartObject();
            fields.write(json, item);
            json.writeEndObject();
        }
        json.writeEndArray();
        text(json, "nextCursor", page.nextCursor());
        asOf(json, page.asOf());
        if (page.trust().isPresent()) {
            trust(json, page.trust().get());
        }
    }

    static byte[] statement(Statement statement) {
        return Json.write(json -> {
            list(json, statement.lines(), StatementJson::write);
            if (statement.isFinal().isPresent()) {
                json.writeBooleanField(FINAL, statement.isFinal().get());
            }
        });
    }

    static void wallet(JsonGenerator json, WalletAsOf seen) throws IOException {
        wallet(json, seen.row(), seen.asOf());
    }

    /** As of its last fact then; the view has every fact up to {@code completeTo}. */
    static void past(JsonGenerator json, Past past) throws IOException {
        wallet(json, past.row(), past.row().wallet().lastFactAt());
        json.writeStringField("completeTo", Json.time(past.completeTo()));
        json.writeBooleanField(FINAL, past.isFinal());
    }

    private static void wallet(JsonGenerator json, WalletRow row, Instant asOf) throws IOException {
        Wallet wallet = row.wallet();
        json.writeStringField("walletId", wallet.id().value());
        text(json, "owner", wallet.owner());
        json.writeStringField("status", label(wallet.status()));
        json.writeNumberField("sequence", wallet.sequence());
        asOf(json, asOf);
        StatementJson.metadata(json, row.metadata());
        BalancesJson.write(json, wallet);
        trust(json, row.trust());
    }

    static String label(Wallet.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static void outcome(JsonGenerator json, OutcomeAsOf seen) throws IOException {
        OutcomeJson.writeFields(json, seen.outcome());
        asOf(json, seen.asOf());
    }

    static void minted(JsonGenerator json, MintedAsOf seen) throws IOException {
        MintedCurrency minted = seen.row().minted();
        json.writeStringField("currency", minted.currency().code());
        TotalsJson.write(json, minted.totals());
        json.writeNumberField("sequence", minted.sequence());
        asOf(json, seen.asOf());
        trust(json, seen.row().trust());
    }

    static byte[] supply(Supply supply) {
        return Json.write(json -> {
            json.writeArrayFieldStart("currencies");
            for (Map.Entry<Currency, SupplyRow> entry : supply.byCurrency().entrySet()) {
                SupplyRow row = entry.getValue();
                json.writeStartObject();
                json.writeStringField("currency", entry.getKey().code());
                json.writeStringField("deposited", row.of(Flow.DEPOSITED).plain());
                json.writeStringField("withdrawn", row.of(Flow.WITHDRAWN).plain());
                json.writeStringField("inFlight", row.inFlight().plain());
                json.writeStringField("balances", row.balances().plain());
                json.writeBooleanField("conserved", row.conserved());
                json.writeStringField("promised", row.of(Flow.PROMISED).plain());
                json.writeStringField("received", row.of(Flow.RECEIVED).plain());
                json.writeStringField("returned", row.of(Flow.RETURNED).plain());
                json.writeEndObject();
            }
            json.writeEndArray();
            asOf(json, supply.asOf());
            trust(json, supply.trust());
        });
    }

    static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    static void trust(JsonGenerator json, Standing trust) throws IOException {
        json.writeObjectFieldStart("trust");
        json.writeStringField("state", trust.state());
        trust.writeDoubt(json);
        json.writeEndObject();
    }

    static void time(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        text(json, name, time.map(Json::time));
    }

    static void asOf(JsonGenerator json, Instant asOf) throws IOException {
        json.writeStringField("asOf", Json.time(asOf));
    }
}
