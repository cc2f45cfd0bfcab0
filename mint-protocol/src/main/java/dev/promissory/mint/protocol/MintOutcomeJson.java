package dev.promissory.mint.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;

/** The mint's outcomes as JSON. Reading ignores fields it does not know. */
public final class MintOutcomeJson {

    private MintOutcomeJson() {}

    public static byte[] write(MintOutcome outcome) {
        return Json.write(json -> writeFields(json, outcome));
    }

    /** The outcome's fields inside an object that the caller has begun. */
    public static void writeFields(JsonGenerator json, MintOutcome outcome) throws IOException {
        json.writeNumberField("v", 1);
        json.writeStringField("commandId", outcome.commandId().value());
        json.writeStringField("currency", outcome.currency().code());
        switch (outcome) {
            case MintOutcome.Accepted accepted -> {
                json.writeStringField("status", "accepted");
                json.writeNumberField("sequence", accepted.sequence());
                TotalsJson.write(json, accepted.totals());
            }
            case MintOutcome.Rejected rejected -> {
                json.writeStringField("status", "rejected");
                json.writeStringField("code", rejected.refusal().code());
                json.writeStringField("detail", rejected.detail());
                if (rejected.refusal().field().isPresent()) {
                    json.writeStringField("field", rejected.refusal().field().get());
                }
                json.writeNumberField("sequence", rejected.sequence());
            }
        }
        if (outcome.replayed()) {
            json.writeBooleanField("replayed", true);
        }
    }

    /** @throws UnreadableException when the bytes are no outcome of a version this reader knows */
    public static MintOutcome read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        Currency currency = fields.currency("currency");
        CommandId commandId = fields.commandId("commandId");
        long sequence = fields.sequence(0);
        boolean replayed = fields.flag("replayed");
        String status = fields.text("status");
        return switch (status) {
            case "accepted" ->
                new MintOutcome.Accepted(currency, commandId, sequence, TotalsJson.read(fields, currency), replayed);
            case "rejected" ->
                new MintOutcome.Rejected(
                        currency, commandId, sequence, refusal(fields), fields.text("detail"), replayed);
            default -> throw new UnreadableException("unknown status " + status, "status");
        };
    }

    /** The refusal of this code, at the field the mint named: a malformed command may be so in any field. */
    private static MintRefusal refusal(Fields fields) {
        MintRefusal known = MintRefusal.ofCode(fields.text("code"))
                .orElseThrow(() -> new UnreadableException("code is no known code", "code"));
        return known.at(fields.optionalText("field"));
    }
}
