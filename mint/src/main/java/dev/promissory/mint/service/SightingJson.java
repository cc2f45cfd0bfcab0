package dev.promissory.mint.service;

import dev.promissory.domain.Currency;
import dev.promissory.mint.service.Sighting.Way;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MoneyJson;
import dev.promissory.protocol.UnreadableException;
import java.util.HexFormat;

/** What the mint's witness tells the steward of a currency, as JSON. */
final class SightingJson {

    private static final int HASH_DIGITS = 64;

    private SightingJson() {}

    static byte[] write(Sighted sighted) {
        Sighting sighting = sighted.sighting();
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("source", sighted.source());
            json.writeNumberField("offset", sighted.offset());
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
                    json.writeStringField("way", arrived.way().name());
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
    static Sighted read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        return new Sighted(sighting(fields), fields.text("source"), fields.integer("offset"));
    }

    private static Sighting sighting(Fields fields) {
        String type = fields.text("type");
        return switch (type) {
            case "PromiseKept" ->
                new Sighting.PromiseKept(
                        fields.promiseId("promiseId"),
                        fields.movedMoney(),
                        fields.commandId("commandId"),
                        hash(fields.text("factHash")));
            case "Arrived" -> new Sighting.Arrived(fields.commandId("commandId"), fields.movedMoney(), way(fields));
            case "Failed" ->
                new Sighting.Failed(fields.commandId("commandId"), currency(fields), fields.rejection("code"));
            default -> throw new UnreadableException("unknown sighting type " + type, "type");
        };
    }

    private static Way way(Fields fields) {
        String way = fields.text("way");
        return switch (way) {
            case "DEPOSIT" -> Way.DEPOSIT;
            case "TRANSFER" -> Way.TRANSFER;
            default -> throw new UnreadableException("unknown way " + way, "way");
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
