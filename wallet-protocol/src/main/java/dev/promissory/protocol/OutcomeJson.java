package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import java.io.IOException;

/** Outcomes as JSON. Reading ignores fields it does not know. */
public final class OutcomeJson {

    private OutcomeJson() {}

    public static byte[] write(Outcome outcome) {
        return Json.write(json -> writeFields(json, outcome));
    }

    /** What would have been the answer. */
    public static byte[] writeDryRun(Outcome outcome) {
        return Json.write(json -> writeDryRunFields(json, outcome));
    }

    /** As {@link #writeFields}, of what would have been the answer. */
    public static void writeDryRunFields(JsonGenerator json, Outcome outcome) throws IOException {
        writeFields(json, outcome);
        json.writeBooleanField("dryRun", true);
    }

    /** The outcome's fields inside an object that the caller has begun. */
    public static void writeFields(JsonGenerator json, Outcome outcome) throws IOException {
        json.writeNumberField("v", 1);
        json.writeStringField("commandId", outcome.commandId().value());
        json.writeStringField("walletId", outcome.walletId().value());
        switch (outcome) {
            case Outcome.Accepted accepted -> {
                json.writeStringField("status", "accepted");
                json.writeNumberField("sequence", accepted.sequence());
                writeNames(json, accepted.made());
                if (accepted.opened()) {
                    json.writeBooleanField("opened", true);
                }
                MoneyJson.writeBalances(json, accepted.balances());
            }
            case Outcome.Rejected rejected -> {
                json.writeStringField("status", "rejected");
                json.writeStringField("code", rejected.rejection().code());
                json.writeStringField("detail", rejected.detail());
                if (rejected.field().isPresent()) {
                    json.writeStringField("field", rejected.field().get());
                }
                json.writeNumberField("sequence", rejected.sequence());
            }
        }
        if (outcome.replayed()) {
            json.writeBooleanField("replayed", true);
        }
    }

    /** @throws UnreadableException when the bytes are no outcome of a version this reader knows */
    public static Outcome read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        WalletId walletId = fields.walletId("walletId");
        CommandId commandId = fields.commandId("commandId");
        long sequence = fields.sequence(0);
        boolean replayed = fields.flag("replayed");
        String status = fields.text("status");
        return switch (status) {
            case "accepted" ->
                new Outcome.Accepted(
                        walletId,
                        commandId,
                        sequence,
                        fields.flag("opened"),
                        MoneyJson.balances(fields),
                        new Outcome.Names(
                                fields.optionalPromiseId("promiseId"),
                                fields.optionalHoldId("holdId"),
                                fields.optionalScheduleId("scheduleId")),
                        replayed);
            case "rejected" ->
                new Outcome.Rejected(
                        walletId,
                        commandId,
                        sequence,
                        fields.rejection("code"),
                        fields.text("detail"),
                        fields.optionalText("field"),
                        replayed);
            default -> throw new UnreadableException("unknown status " + status, "status");
        };
    }

    private static void writeNames(JsonGenerator json, Outcome.Names made) throws IOException {
        if (made.promiseId().isPresent()) {
            json.writeStringField("promiseId", made.promiseId().get().toString());
        }
        if (made.holdId().isPresent()) {
            json.writeStringField("holdId", made.holdId().get().value());
        }
        if (made.scheduleId().isPresent()) {
            json.writeStringField("scheduleId", made.scheduleId().get().toString());
        }
    }
}
