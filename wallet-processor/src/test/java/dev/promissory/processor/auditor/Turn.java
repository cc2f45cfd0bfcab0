package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.processor.auditor.Account.Cause;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What follows from one record for one account: facts, messages to others, and a name or two for the answer. */
final class Turn {

    final Account account;
    final Instant recordTime;
    /** Facts of one wallet never go back in time. */
    final Instant at;

    final List<ObjectNode> facts = new ArrayList<>();
    final List<Told> messages = new ArrayList<>();
    final ObjectNode names = Wire.JSON.createObjectNode();
    private Cause cause;

    /** A message, and whose steward it is for. */
    record Told(String addressee, ObjectNode message) {}

    Turn(Account account, Instant recordTime, Cause cause) {
        this.account = account;
        this.recordTime = recordTime;
        this.at = recordTime.isBefore(account.lastFactAt) ? account.lastFactAt : recordTime;
        this.cause = cause;
    }

    Cause cause() {
        return cause;
    }

    /** From here on the facts belong to an earlier command. */
    void goesBackTo(Cause earlier) {
        cause = earlier;
    }

    /** The next fact; the caller adds what is its own. */
    ObjectNode fact(String type) {
        account.sequence++;
        account.lastFactAt = at;
        ObjectNode fact = Wire.JSON
                .createObjectNode()
                .put("v", 1)
                .put("type", type)
                .put("walletId", account.id)
                .put("sequence", account.sequence)
                .put("commandId", cause.commandId())
                .put("at", Wire.time(at));
        fact.setAll(cause.memo());
        facts.add(fact);
        return fact;
    }

    /** The place of the newest fact, which names what it began. */
    String place() {
        return account.id + "~" + account.sequence;
    }

    void tell(String addressee, ObjectNode message) {
        messages.add(new Told(addressee, message));
    }

    static ObjectNode message(String type, String promiseId) {
        return Wire.JSON.createObjectNode().put("v", 1).put("type", type).put("promiseId", promiseId);
    }

    /** Money and what the wallet has of its currency now, flat. */
    void putMoney(ObjectNode fact, String currency, BigInteger amount) {
        fact.put("currency", currency).put("amount", Units.plain(amount, currency));
        fact.setAll(parts(currency));
    }

    /** What the wallet has now of the currencies that moved. */
    void putBalances(ObjectNode fact, List<Movement> movements) {
        ArrayNode balances = fact.putArray("balances");
        movements.stream()
                .map(Movement::currency)
                .distinct()
                .forEach(currency ->
                        balances.addObject().put("currency", currency).setAll(parts(currency)));
    }

    /** The last balance of each currency that the facts speak of, by currency. */
    ArrayNode balances() {
        TreeMap<String, JsonNode> balances = new TreeMap<>();
        for (ObjectNode fact : facts) {
            fact.path("balances")
                    .forEach(each -> balances.put(each.get("currency").textValue(), each));
            if (fact.has("total")) {
                String currency = fact.get("currency").textValue();
                ObjectNode balance = Wire.JSON.createObjectNode().put("currency", currency);
                List.of("total", "available", "held").forEach(part -> balance.set(part, fact.get(part)));
                balances.put(currency, balance);
            }
        }
        return Wire.JSON.createArrayNode().addAll(balances.values());
    }

    private ObjectNode parts(String currency) {
        Purse purse = account.purse(currency);
        return Wire.JSON
                .createObjectNode()
                .put("total", Units.plain(purse.total(), currency))
                .put("available", Units.plain(purse.available(), currency))
                .put("held", Units.plain(purse.held(), currency));
    }
}
