package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What a command says, however it is written: 12.5 and 12.50 are one amount, and what is assumed might be said. */
final class Content {

    private static final Set<String> DECIMALS = Set.of("amount", "limit", "rate", "lt", "lte", "eq", "gte", "gt");

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
        if (node instanceof ArrayNode array) {
            ArrayNode plain = Wire.JSON.createArrayNode();
            array.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode plain = Wire.JSON.createObjectNode();
        object.propertyStream().forEach(field -> {
            boolean decimal =
                    DECIMALS.contains(field.getKey()) && field.getValue().isTextual();
            plain.set(
                    field.getKey(),
                    decimal ? plain.textNode(shortest(field.getValue().textValue())) : plain(field.getValue()));
        });
        return plain;
    }

    private static String shortest(String decimal) {
        return decimal.contains(".") ? decimal.replaceFirst("0+$", "").replaceFirst("\\.$", "") : decimal;
    }
}
