package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Money on its way from one wallet to another. */
record Movement(String from, String to, String currency, BigInteger amount) {

    Movement back() {
        return new Movement(to, from, currency, amount);
    }

    /** @param sender where the legs name none */
    static List<Movement> of(JsonNode legs, String sender) {
        List<Movement> movements = new ArrayList<>();
        for (JsonNode leg : legs) {
            movements.add(new Movement(
                    leg.path("from").asText(sender),
                    leg.get("to").textValue(),
                    leg.get("currency").textValue(),
                    Units.of(leg.get("amount").textValue())));
        }
        return movements;
    }

    /** Legs that name their receivers only: it is clear who gives. */
    static ArrayNode legs(List<Movement> movements) {
        ArrayNode legs = movements(movements);
        legs.forEach(leg -> ((ObjectNode) leg).remove("from"));
        return legs;
    }

    static ArrayNode movements(List<Movement> movements) {
        ArrayNode legs = Wire.JSON.createArrayNode();
        for (Movement each : movements) {
            legs.addObject()
                    .put("from", each.from)
                    .put("to", each.to)
                    .put("currency", each.currency)
                    .put("amount", Units.plain(each.amount, each.currency));
        }
        return legs;
    }

    static SortedMap<String, BigInteger> sums(List<Movement> movements) {
        SortedMap<String, BigInteger> sums = new TreeMap<>();
        movements.forEach(each -> sums.merge(each.currency, each.amount, BigInteger::add));
        return sums;
    }

    /** Everybody named, but for one. */
    static SortedSet<String> parties(List<Movement> movements, String but) {
        SortedSet<String> parties = new TreeSet<>();
        movements.forEach(each -> {
            parties.add(each.from);
            parties.add(each.to);
        });
        parties.remove(but);
        return parties;
    }
}
