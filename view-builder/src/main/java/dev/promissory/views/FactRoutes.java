package dev.promissory.views;

import static dev.promissory.views.Parameters.CURSOR;
import static dev.promissory.views.Parameters.LIMIT;
import static dev.promissory.views.Parameters.MIN_SEQUENCE;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Fact;
import dev.promissory.protocol.Json;
import dev.promissory.views.ProofQuery.Proof;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Facts over HTTP: those of all wallets that carry a reference, as statement lines with their wallet; and a single one
 * exactly as it stands in Kafka, with its seal:
 * {@code {"walletId":"bob","sequence":7,"topic":"wallet.facts","partition":2,"offset":1234,"value":"…","factHash":"…",
 * "previousHash":"…","factMac":"…","trust":{"state":"verified"}}}. The value is the record's text, byte for byte.
 */
record FactRoutes(ReferenceQuery references, ProofQuery proofs) {

    private static final String REFERENCE = "reference";

    void register(RoutesConfig routes) {
        routes.get("/facts", this::facts);
        routes.get("/wallets/{id}/facts/{sequence}", this::fact);
    }

    private void facts(Context ctx) {
        Parameters parameters = Parameters.of(ctx, REFERENCE, LIMIT, CURSOR);
        String reference = parameters
                .text(REFERENCE)
                .orElseThrow(() -> ViewProblems.badParameter(
                        REFERENCE, "Say which reference the facts carry; without one, read /facts/stream."));
        var page = references.facts(reference, parameters.limit(), parameters.text(CURSOR));
        ViewRoutes.answer(ctx, ViewJson.list(page, FactRoutes::line));
    }

    private void fact(Context ctx) {
        Parameters parameters = Parameters.of(ctx, MIN_SEQUENCE);
        Proof proof = proofs.fact(ViewRoutes.walletId(ctx), ctx.pathParam("sequence"), parameters.minSequence());
        ViewRoutes.answer(ctx, Json.write(json -> write(json, proof)));
    }

    private static void line(JsonGenerator json, Fact fact) throws IOException {
        json.writeStringField("walletId", fact.walletId().value());
        StatementJson.write(json, fact);
    }

    private static void write(JsonGenerator json, Proof proof) throws IOException {
        json.writeStringField("walletId", proof.walletId().value());
        json.writeNumberField("sequence", proof.sequence());
        json.writeStringField("topic", proof.record().topic());
        json.writeNumberField("partition", proof.record().partition());
        json.writeNumberField("offset", proof.record().offset());
        json.writeStringField("value", new String(proof.record().value(), StandardCharsets.UTF_8));
        json.writeStringField("factHash", HexFormat.of().formatHex(proof.links().own()));
        json.writeStringField(
                "previousHash", HexFormat.of().formatHex(proof.links().previous()));
        ViewJson.text(json, "factMac", proof.mac());
        ViewJson.trust(json, proof.trust());
    }
}
