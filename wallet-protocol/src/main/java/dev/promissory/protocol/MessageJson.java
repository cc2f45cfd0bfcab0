package dev.promissory.protocol;

import dev.promissory.domain.Leg;
import dev.promissory.domain.Message;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
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
                    MemoJson.write(json, made.memo());
                }
                case PromiseKept kept -> json.writeStringField("by", kept.by().value());
                case PromiseRefused refused -> {
                    json.writeStringField("by", refused.by().value());
                    json.writeStringField("code", refused.reason().code());
                }
            }
        });
    }

    /** @throws UnreadableException when the bytes are no message of a version this reader knows */
    public static Message read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        String type = fields.text("type");
        return switch (type) {
            case "PromiseMade" ->
                new PromiseMade(
                        fields.promiseId("promiseId"),
                        oneLeg(fields),
                        fields.commandId("commandId"),
                        fields.time("promisedAt"),
                        fields.memo());
            case "PromiseKept" -> new PromiseKept(fields.promiseId("promiseId"), fields.walletId("by"));
            case "PromiseRefused" ->
                new PromiseRefused(fields.promiseId("promiseId"), fields.walletId("by"), fields.rejection("code"));
            default -> throw new UnreadableException("unknown message type " + type, "type");
        };
    }

    private static List<Leg> oneLeg(Fields fields) {
        List<Leg> legs = MoneyJson.legs(fields);
        if (legs.size() != 1) {
            throw new UnreadableException("a promise has one leg", "legs");
        }
        return legs;
    }
}
