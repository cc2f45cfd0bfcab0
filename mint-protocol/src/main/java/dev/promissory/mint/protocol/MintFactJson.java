package dev.promissory.mint.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Money;
import dev.promissory.mint.protocol.MintFact.CapSet;
import dev.promissory.mint.protocol.MintFact.GiftKept;
import dev.promissory.mint.protocol.MintFact.GiftOmitted;
import dev.promissory.mint.protocol.MintFact.GiftPromised;
import dev.promissory.mint.protocol.MintFact.GiftReturned;
import dev.promissory.mint.protocol.MintFact.IssueKept;
import dev.promissory.mint.protocol.MintFact.IssuePromised;
import dev.promissory.mint.protocol.MintFact.IssueReturned;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.Versions;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * The mint's facts as JSON. Reading ignores fields it does not know, so that a fact may gain some; it lifts an
 * older {@code v} to the newest, and refuses a newer one rather than guess.
 */
public final class MintFactJson {

    private static final Versions VERSIONS = Versions.ONLY_THE_FIRST;

    private MintFactJson() {}

    public static byte[] write(MintFact fact) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", type(fact));
            json.writeStringField("currency", fact.currency().code());
            json.writeNumberField("sequence", fact.sequence());
            json.writeStringField("commandId", fact.head().commandId().value());
            json.writeStringField("at", Json.time(fact.head().at()));
            switch (fact) {
                case IssuePromised promised -> writeAmount(json, promised.money());
                case IssueKept kept -> writeAmount(json, kept.money());
                case IssueReturned returned -> {
                    writeAmount(json, returned.money());
                    json.writeStringField("code", returned.reason().code());
                }
                case GiftPromised promised -> {
                    writeAmount(json, promised.money());
                    json.writeStringField("to", promised.to().value());
                    json.writeStringField("promiseId", promised.reason().toString());
                    json.writeStringField("rate", promised.rate().toPlainString());
                }
                case GiftKept kept -> {
                    writeAmount(json, kept.money());
                    json.writeStringField("to", kept.to().value());
                }
                case GiftReturned returned -> {
                    writeAmount(json, returned.money());
                    json.writeStringField("to", returned.to().value());
                    json.writeStringField("code", returned.reason().code());
                }
                case GiftOmitted omitted -> {
                    writeAmount(json, omitted.money());
                    json.writeStringField("to", omitted.to().value());
                    json.writeStringField("promiseId", omitted.reason().toString());
                }
                // The cap that was set is the one among the totals.
                case CapSet set -> {}
            }
            TotalsJson.write(json, fact.totals());
        });
    }

    /**
     * @throws NewerVersionException when the bytes say that they are a fact of a version or type not known here
     * @throws UnreadableException when they are no fact
     */
    public static MintFact read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion(VERSIONS);
        String type = fields.text("type");
        MintFactHead head = new MintFactHead(
                fields.currency("currency"), fields.sequence(1), fields.commandId("commandId"), fields.time("at"));
        Totals totals = TotalsJson.read(fields, head.currency());
        return switch (type) {
            case "IssuePromised" -> new IssuePromised(head, fields.movedMoney(), totals);
            case "IssueKept" -> new IssueKept(head, fields.movedMoney(), totals);
            case "IssueReturned" -> new IssueReturned(head, fields.movedMoney(), fields.rejection("code"), totals);
            case "GiftPromised" ->
                new GiftPromised(
                        head,
                        fields.movedMoney(),
                        fields.walletId("to"),
                        fields.promiseId("promiseId"),
                        rate(fields),
                        totals);
            case "GiftKept" -> new GiftKept(head, fields.movedMoney(), fields.walletId("to"), totals);
            case "GiftReturned" ->
                new GiftReturned(head, fields.movedMoney(), fields.walletId("to"), fields.rejection("code"), totals);
            case "GiftOmitted" ->
                new GiftOmitted(
                        head, fields.movedMoney(), fields.walletId("to"), fields.promiseId("promiseId"), totals);
            case "CapSet" -> new CapSet(head, totals.cap(), totals);
            default -> throw new NewerVersionException("unknown fact type " + type, "type");
        };
    }

    /** The fact's name on the wire. */
    public static String type(MintFact fact) {
        return fact.getClass().getSimpleName();
    }

    private static void writeAmount(JsonGenerator json, Money money) throws IOException {
        json.writeStringField("amount", money.plain());
    }

    private static BigDecimal rate(Fields fields) {
        BigDecimal rate = fields.decimal("rate");
        if (rate.signum() <= 0) {
            throw new UnreadableException("rate must be greater than zero", "rate");
        }
        // As it is written: a number with an exponent is the same rate as its digits.
        return rate.scale() < 0 ? rate.setScale(0) : rate;
    }
}
