package dev.promissory.mint.service;

import dev.promissory.domain.Currency;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MoneyJson;
import dev.promissory.protocol.UnreadableException;
import java.util.HexFormat;

/** What the mint's witness tells the steward of a currency, as JSON. */
final class SightingJson {

    private static final int HASH_DIGITS = 64;

    private SightingJson() {}

    static byte[] write(Sighting sighting) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", sighting.getClass().getSimpleName());
            switch (sighting) {
                case Sighting.PromiseKept kept -> {
                    json.writeStringField("commandId", kept.giftId().value());
                    json.writeStringField("promiseId", kept.promiseId().toString());
                    MoneyJson.write(json, kept.money());
                    json.writeStringField("factHash", HexFormat.of().formatHex(kept.factHash()));
                }
                case Sighting.Arrived arrived -> {
                    json.writeStringField("commandId", arrived.commandId().value());
                    MoneyJson.write(json, arrived.money());
                }
                case Sighting.Failed failed -> {
                    json.writeStringField("commandId", failed.commandId().value());
                    json.writeStringField("currency", failed.currency().code());
                    json.writeStringField("code", failed.reason().code());
                }
            }
        });
    }

    /** @throws UnreadableException when the bytes are no sighting of a version this reader knows */
    static Sighting read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        String type = fields.text("type");
        return switch (type) {
            case "PromiseKept" ->
                new Sighting.PromiseKept(
                        fields.promiseId("promiseId"),
                        fields.movedMoney(),
                        fields.commandId("commandId"),
                        hash(fields.text("factHash")));
            case "Arrived" -> new Sighting.Arrived(fields.commandId("commandId"), fields.movedMoney());
            case "Failed" ->
                new Sighting.Failed(fields.commandId("commandId"), currency(fields), fields.rejection("code"));
            default -> throw new UnreadableException("unknown sighting type " + type, "type");
        };
    }

    private static Currency currency(Fields fields) {
        String code = fields.text("currency");
        if (!Currency.isValid(code)) {
            throw new UnreadableException("currency is ill-formed", "currency");
        }
        return new Currency(code);
    }

    private static byte[] hash(String hex) {
        if (hex.length() != HASH_DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new UnreadableException("factHash must be " + HASH_DIGITS + " hexadecimal digits", "factHash");
        }
        return HexFormat.of().parseHex(hex);
    }
}
