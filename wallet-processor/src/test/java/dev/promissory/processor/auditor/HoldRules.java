package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.processor.auditor.Account.Hold;
import dev.promissory.processor.auditor.Account.HoldState;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Money set aside. A hold ends once: captured, released or expired, and whoever comes later is told which. */
final class HoldRules {

    void place(Turn turn, JsonNode command, Complaints complaints) {
        Account account = turn.account;
        String holdId = command.path("holdId").asText(command.get("commandId").textValue());
        Optional<Instant> expiresAt = Spans.end(command.path("expiresIn").asText("P7D"), turn.at);
        complaints
                .movable(account)
                .when(account.holds.containsKey(holdId), "hold-already-exists")
                .when(expiresAt.isEmpty(), "invalid-expiry")
                .amount(
                        command.get("amount").textValue(),
                        command.get("currency").textValue());
        if (!complaints.none()) {
            return;
        }
        Movement money = CashRules.own(turn, command);
        int digits = Units.digits(account.purse(money.currency()).held().add(money.amount()), money.currency());
        complaints.spending(account, List.of(money)).when(digits > Units.MOST_DIGITS, "balance-too-large");
        if (!complaints.none()) {
            return;
        }
        setAside(account, money.currency(), money.amount());
        Hold hold = new Hold(money.currency(), money.amount(), expiresAt.orElseThrow(), turn.cause(), HoldState.OPEN);
        account.holds.put(holdId, hold);
        account.alarms.put(alarm(account, holdId), hold.expiresAt());
        ObjectNode fact = turn.fact("HoldPlaced").put("holdId", holdId).put("expiresAt", Wire.time(hold.expiresAt()));
        turn.putMoney(fact, hold.currency(), hold.amount());
        turn.names.put("holdId", holdId);
    }

    void capture(Turn turn, JsonNode command, Complaints complaints) {
        Account account = turn.account;
        String holdId = command.get("holdId").textValue();
        String to = command.path("to").textValue();
        complaints.movable(account).when(account.id.equals(to), "transfer-to-self");
        Hold hold = open(account, holdId, complaints);
        if (hold == null) {
            return;
        }
        String amount = command.path("amount").asText(Units.plain(hold.amount(), hold.currency()));
        String named = command.path("currency").asText(hold.currency());
        complaints
                .when(!named.matches("[A-Z0-9]{2,12}"), "invalid-currency")
                .when(!named.equals(hold.currency()), "hold-currency-differs");
        if (command.has("amount")) {
            complaints.amount(amount, named);
        }
        if (!complaints.none()) {
            return;
        }
        BigInteger captured = Units.of(amount);
        if (!complaints
                .when(captured.compareTo(hold.amount()) > 0, "capture-exceeds-hold")
                .none()) {
            return;
        }
        Movement money = new Movement(account.id, to == null ? account.id : to, hold.currency(), captured);
        // A capture spends what is set aside, so it cannot want for funds, whatever has become of the limit.
        int digits = Units.digits(account.purse(hold.currency()).total().subtract(captured), hold.currency());
        int before = Units.digits(account.purse(hold.currency()).total(), hold.currency());
        if (!complaints
                .when(digits > Units.MOST_DIGITS && digits > before, "balance-too-large")
                .none()) {
            return;
        }
        end(turn, holdId, HoldState.CAPTURED);
        ObjectNode fact = turn.fact("HoldCaptured").put("holdId", holdId);
        turn.putMoney(fact, hold.currency(), captured);
        fact.put("released", Units.plain(hold.amount().subtract(captured), hold.currency()));
        turn.names.put("holdId", holdId);
        ObjectNode occasion = Wire.JSON.createObjectNode().put("holdId", holdId);
        if (to == null) {
            account.debit(List.of(money));
            CashRules.move(turn, "MoneyWithdrawn", money, occasion);
        } else {
            fact.put("to", to);
            SendingRules.promise(turn, List.of(money), occasion);
        }
    }

    /** A frozen wallet's too: the money stays where it is. */
    void release(Turn turn, JsonNode command, Complaints complaints) {
        String holdId = command.get("holdId").textValue();
        complaints.existence(turn.account);
        if (open(turn.account, holdId, complaints) != null && complaints.none()) {
            end(turn, holdId, HoldState.RELEASED);
            say(turn, "HoldReleased", holdId);
            turn.names.put("holdId", holdId);
        }
    }

    /** Never before its time; a timer that came too early has to ring again. */
    void expire(Turn turn, String holdId) {
        Hold hold = turn.account.holds.get(holdId);
        if (hold == null || hold.state() != HoldState.OPEN) {
            return;
        }
        if (turn.recordTime.isBefore(hold.expiresAt())) {
            turn.account.alarms.put(alarm(turn.account, holdId), hold.expiresAt());
            return;
        }
        turn.goesBackTo(hold.cause());
        end(turn, holdId, HoldState.EXPIRED);
        say(turn, "HoldExpired", holdId);
    }

    private static Hold open(Account account, String holdId, Complaints complaints) {
        Hold hold = account.holds.get(holdId);
        if (hold == null) {
            complaints.when(true, "hold-not-found");
            return null;
        }
        complaints
                .when(hold.state() == HoldState.CAPTURED, "hold-already-captured")
                .when(hold.state() == HoldState.RELEASED, "hold-already-released")
                .when(hold.state() == HoldState.EXPIRED, "hold-expired");
        return hold;
    }

    private static void end(Turn turn, String holdId, HoldState how) {
        Account account = turn.account;
        Hold hold = account.holds.get(holdId);
        setAside(account, hold.currency(), hold.amount().negate());
        account.holds.put(holdId, new Hold(hold.currency(), hold.amount(), hold.expiresAt(), hold.cause(), how));
        account.alarms.remove(alarm(account, holdId));
    }

    private static void setAside(Account account, String currency, BigInteger amount) {
        account.purses.put(currency, account.purse(currency).settingAside(amount));
    }

    private static void say(Turn turn, String type, String holdId) {
        Hold hold = turn.account.holds.get(holdId);
        turn.putMoney(turn.fact(type).put("holdId", holdId), hold.currency(), hold.amount());
    }

    private static ObjectNode alarm(Account account, String holdId) {
        return Spans.alarm("HoldDue", account.id).put("holdId", holdId);
    }
}
