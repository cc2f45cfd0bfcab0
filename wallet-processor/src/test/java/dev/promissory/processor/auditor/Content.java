package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What a command says, however it is written: 12.5 and 12.50 are one amount, and what is assumed might be said. */
final class Content {

    private static final Set<String> DECIMALS = Set.of("amount", "limit", "rate", "lt", "lte", "eq", "gte", "gt");

    private static final Set<String> AMOUNTS = Set.of("amount", "limit");

    private Content() {}

    static JsonNode of(JsonNode command) {
        ObjectNode content = (ObjectNode) plain(command);
        content.remove("v");
        content.remove("dryRun");
        switch (command.get("type").textValue()) {
            case "PlaceHold" -> {
                assume(content, "holdId", command.get("commandId").textValue());
                assume(content, "expiresIn", "P7D");
            }
            case "OpenJournal", "Exchange" -> assume(content, "expiresIn", "PT30S");
            default -> {}
        }
        return content;
    }

    private static void assume(ObjectNode content, String name, String value) {
        if (!content.has(name)) {
            content.put(name, value);
        }
    }

    private static JsonNode plain(JsonNode node) {
        return plain(node, false);
    }

    /** @param bought whether it is what an exchange buys, where the last digit says how exact the rate must be */
    private static JsonNode plain(JsonNode node, boolean bought) {
        if (node instanceof ArrayNode array) {
            ArrayNode plain = Wire.JSON.createArrayNode();
            array.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        String currency = object.path("currency").asText();
        ObjectNode plain = Wire.JSON.createObjectNode();
        object.propertyStream().forEach(field -> {
            JsonNode value = field.getValue();
            boolean decimal = DECIMALS.contains(field.getKey()) && value.isTextual();
            boolean kept = decimal
                    && AMOUNTS.contains(field.getKey())
                    && (bought && !Units.hasFixedFraction(currency) || isWrittenTooLong(value.textValue(), currency));
            plain.set(
                    field.getKey(),
                    decimal && !kept
                            ? plain.textNode(shortest(value.textValue()))
                            : plain(value, field.getKey().equals("buy")));
        });
        return plain;
    }

    /** With fewer zeros it might be right: that is another command. */
    private static boolean isWrittenTooLong(String decimal, String currency) {
        Complaints complaints = new Complaints().amount(decimal, currency);
        return currency.matches("[A-Z0-9]{2,12}")
                && (complaints.has("too-many-fraction-digits") || complaints.has("amount-too-large"));
    }

    private static String shortest(String decimal) {
        return decimal.contains(".") ? decimal.replaceFirst("0+$", "").replaceFirst("\\.$", "") : decimal;
    }
}
