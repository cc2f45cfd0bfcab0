package dev.promissory.rates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.rates.SourceException.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a source's answer, in one of two forms; fields beside these are ignored:
 *
 * <pre>
 *   {"base":"EUR","at":"2026-11-23T08:00:00Z","rates":{"USD":"1.08","JPY":162.3}}        1 EUR is worth 1.08 USD
 *   [{"base":"BTC","quote":"EUR","rate":"61234.50","at":"2026-11-23T08:00:00Z"}]
 * </pre>
 *
 * Every {@code at} may be left out. Numbers are read exactly, as numbers or as texts. A name that stands twice in one
 * object makes the whole answer unreadable: nobody can say which was meant. Of a longer answer only the first 1,000 rates
 * are read.
 *
 * @param source that the rates are published under; what an answer says of its own source does not count
 */
record AnswerReader(String source) {

    private static final int MAX_RATES = 1_000;

    /** @throws SourceException when it is in neither form, or holds no rate */
    List<Quotation> read(byte[] body, Instant heardAt) {
        QuotationReader reader = new QuotationReader(heardAt);
        JsonNode answer = json(body);
        List<Quotation> said;
        if (answer.isArray()) {
            said = list(answer, reader);
        } else if (answer instanceof ObjectNode object && object.get("rates") instanceof ObjectNode rates) {
            said = table(object, rates, reader);
        } else {
            throw unreadable("it is neither an object with rates nor an array of them");
        }
        if (said.isEmpty()) {
            throw unreadable("it names no rate");
        }
        return said;
    }

    private List<Quotation> list(JsonNode answer, QuotationReader reader) {
        List<Quotation> said = new ArrayList<>();
        for (JsonNode element : answer) {
            if (said.size() == MAX_RATES) {
                said.add(tooMany(answer.size()));
                break;
            }
            String where = "entry " + (said.size() + 1);
            said.add(
                    element instanceof ObjectNode object
                            ? reader.read(where, new Fields(object), source)
                            : Quotation.Refused.unreadable(where, Refusal.UNKNOWN_SHAPE, "it is no object"));
        }
        return said;
    }

    private List<Quotation> table(ObjectNode answer, ObjectNode rates, QuotationReader reader) {
        List<Quotation> said = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : rates.properties()) {
            if (said.size() == MAX_RATES) {
                said.add(tooMany(rates.size()));
                break;
            }
            ObjectNode one = Json.object();
            one.set("base", answer.get("base"));
            one.put("quote", each.getKey());
            one.set("rate", each.getValue());
            one.set("at", answer.get("at"));
            said.add(reader.read("rate " + (said.size() + 1), new Fields(one), source));
        }
        return said;
    }

    /** One for all that follow. */
    private static Quotation tooMany(int number) {
        String detail = "it is one of " + number + " rates, and " + MAX_RATES + " of an answer are read";
        return Quotation.Refused.unreadable("rate " + (MAX_RATES + 1), Refusal.TOO_MANY, detail);
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.read(body);
        } catch (UnreadableException e) {
            throw unreadable("it is " + e.getMessage());
        }
    }

    private static SourceException unreadable(String reason) {
        return new SourceException(Fault.UNREADABLE, "the answer cannot be read: " + reason);
    }
}
