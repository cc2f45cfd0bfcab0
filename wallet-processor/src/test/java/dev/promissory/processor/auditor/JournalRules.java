package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.processor.auditor.Account.Promise;
import dev.promissory.processor.auditor.Account.Status;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One promise of several givers and takers, with one deadline, under an id that is no wallet's. */
final class JournalRules {

    private static final String THIRTY_SECONDS = "PT30S";

    void open(Turn turn, JsonNode command, Complaints complaints) {
        String expiresIn = command.path("expiresIn").asText(THIRTY_SECONDS);
        open(turn, command.get("legs"), expiresIn, complaints, Wire.JSON.createObjectNode());
    }

    void exchange(Turn turn, JsonNode command, Complaints complaints) {
        String from = command.get("from").textValue();
        String with = command.get("with").textValue();
        JsonNode sell = command.get("sell");
        JsonNode buy = command.get("buy");
        ArrayNode legs = Wire.JSON.createArrayNode();
        legs.addObject().put("from", from).put("to", with).setAll((ObjectNode) sell);
        legs.addObject().put("from", with).put("to", from).setAll((ObjectNode) buy);
        judge(turn, legs, complaints);
        boolean readable = new Complaints()
                .amount(sell.get("amount").textValue(), sell.get("currency").textValue())
                .amount(buy.get("amount").textValue(), buy.get("currency").textValue())
                .none();
        String rate = command.get("rate").textValue();
        complaints.when(readable && !isAtRate(sell, buy, rate), "rate-mismatch");
        String expiresIn = command.path("expiresIn").asText(THIRTY_SECONDS);
        open(turn, legs, expiresIn, complaints, Wire.JSON.createObjectNode().put("rate", rate));
    }

    void open(Turn turn, JsonNode legs, String expiresIn, Complaints complaints, ObjectNode occasion) {
        Account account = turn.account;
        Optional<Instant> deadline = Spans.end(expiresIn, turn.at);
        judge(turn, legs, complaints);
        complaints.when(deadline.isEmpty(), "invalid-expiry");
        if (!complaints.none()) {
            return;
        }
        account.status = Status.JOURNAL;
        List<Movement> movements = Movement.of(legs, null);
        ObjectNode fact = turn.fact("JournalOpened");
        String promiseId = turn.place();
        fact.put("promiseId", promiseId).put("deadline", Wire.time(deadline.orElseThrow()));
        fact.set("legs", Movement.movements(movements));
        fact.setAll(occasion);
        turn.names.put("promiseId", promiseId);
        account.promises.put(
                promiseId,
                new Promise(
                        movements,
                        turn.at,
                        turn.cause(),
                        occasion,
                        deadline.orElseThrow(),
                        true,
                        false,
                        Movement.parties(movements, account.id)));
        account.alarms.put(alarm(account, promiseId), deadline.orElseThrow());
        SendingRules.ask(turn, promiseId, movements, occasion);
    }

    private static void judge(Turn turn, JsonNode legs, Complaints complaints) {
        String id = turn.account.id;
        complaints.when(turn.account.status != Status.NOBODY, "id-taken");
        SendingRules.legs(legs, complaints);
        for (JsonNode leg : legs) {
            String from = leg.get("from").textValue();
            String to = leg.get("to").textValue();
            complaints.when(from.equals(id) || to.equals(id), "not-a-wallet").when(from.equals(to), "transfer-to-self");
        }
    }

    /** Whether what is bought is what is sold times the rate, rounded in its last digit up or down or not at all. */
    private static boolean isAtRate(JsonNode sell, JsonNode buy, String rate) {
        BigInteger bought = Units.of(buy.get("amount").textValue());
        BigInteger exact = Units.of(sell.get("amount").textValue()).multiply(Units.of(rate));
        BigInteger one = Units.of("1");
        BigInteger off = exact.subtract(bought.multiply(one)).abs();
        String currency = buy.get("currency").textValue();
        int digits = Units.hasFixedFraction(currency)
                ? Units.mostFractionDigits(currency)
                : Units.fractionDigits(buy.get("amount").textValue());
        return off.compareTo(BigInteger.TEN.pow(2 * Units.SCALE - digits)) < 0;
    }

    /** Those who have not all agreed in time go their ways. */
    void expire(Turn turn, String promiseId) {
        Promise promise = turn.account.promises.get(promiseId);
        if (promise == null || promise.settled()) {
            return;
        }
        if (turn.recordTime.isBefore(promise.deadline())) {
            turn.account.alarms.put(alarm(turn.account, promiseId), promise.deadline());
        } else {
            CoordinatorRules.giveBack(turn, promiseId, turn.account.id, "deadline-passed");
        }
    }

    static ObjectNode alarm(Account account, String promiseId) {
        return Spans.alarm("JournalDue", account.id).put("promiseId", promiseId);
    }
}
