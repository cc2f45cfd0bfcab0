package dev.promissory.protocol;

import dev.promissory.domain.Leg;
import dev.promissory.domain.Message;
import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import dev.promissory.domain.PromiseId;
import java.util.List;

/**
 * What stewards tell each other on wallet.transfers, as JSON. Reading ignores fields it does not know: a message that an
 * older steward set aside would leave money in flight.
 */
public final class MessageJson {

    private MessageJson() {}

    public static byte[] write(Message message) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", message.getClass().getSimpleName());
            json.writeStringField("promiseId", message.promiseId().toString());
            switch (message) {
                case PromiseMade made -> {
                    json.writeStringField("commandId", made.commandId().value());
                    json.writeStringField("promisedAt", Json.time(made.promisedAt()));
                    MoneyJson.writeLegs(json, made.legs());
                    OccasionJson.write(json, made.occasion());
                    MemoJson.write(json, made.memo());
                }
                case AgreementAsked asked -> {
                    json.writeStringField("to", asked.addressee().value());
                    json.writeStringField("commandId", asked.commandId().value());
                    json.writeStringField("promisedAt", Json.time(asked.promisedAt()));
                    MoneyJson.writePostings(json, asked.postings());
                    OccasionJson.write(json, asked.occasion());
                    MemoJson.write(json, asked.memo());
                }
                case PromiseAgreed agreed ->
                    json.writeStringField("by", agreed.by().value());
                case PromiseKept kept -> json.writeStringField("by", kept.by().value());
                case PromiseRefused refused -> {
                    json.writeStringField("by", refused.by().value());
                    json.writeStringField("code", refused.reason().code());
                }
                case PromiseSettled settled ->
                    json.writeStringField("to", settled.to().value());
                case PromiseReleased released -> {
                    json.writeStringField("to", released.to().value());
                    json.writeStringField("refusedBy", released.refusedBy().value());
                    json.writeStringField("code", released.reason().code());
                }
            }
        });
    }

    /**
     * @throws NewerVersionException when the bytes say that they are a message of a version or type not known here
     * @throws UnreadableException when they are no message
     */
    public static Message read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        String type = fields.text("type");
        PromiseId promiseId = fields.promiseId("promiseId");
        return switch (type) {
            case "PromiseMade" ->
                new PromiseMade(
                        promiseId,
                        legsOfOne(fields, promiseId),
                        fields.commandId("commandId"),
                        fields.time("promisedAt"),
                        fields.memo(),
                        OccasionJson.read(fields));
            case "AgreementAsked" ->
                new AgreementAsked(
                        promiseId,
                        fields.walletId("to"),
                        MoneyJson.postings(fields),
                        fields.commandId("commandId"),
                        fields.time("promisedAt"),
                        fields.memo(),
                        OccasionJson.read(fields));
            case "PromiseAgreed" -> new PromiseAgreed(promiseId, fields.walletId("by"));
            case "PromiseKept" -> new PromiseKept(promiseId, fields.walletId("by"));
            case "PromiseRefused" -> new PromiseRefused(promiseId, fields.walletId("by"), fields.rejection("code"));
            case "PromiseSettled" -> new PromiseSettled(promiseId, fields.walletId("to"));
            case "PromiseReleased" ->
                new PromiseReleased(
                        promiseId, fields.walletId("to"), fields.walletId("refusedBy"), fields.rejection("code"));
            default -> throw new NewerVersionException("unknown message type " + type, "type");
        };
    }

    private static List<Leg> legsOfOne(Fields fields, PromiseId promiseId) {
        List<Leg> legs = MoneyJson.legs(fields);
        boolean fits = Leg.haveOneReceiver(legs) && !legs.getFirst().to().equals(promiseId.sender());
        if (!fits) {
            throw new UnreadableException("a promise that one receiver decides has one receiver", "legs");
        }
        return legs;
    }
}
