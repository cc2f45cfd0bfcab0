package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.processor.auditor.Account.Plan;
import dev.promissory.processor.auditor.Account.Promise;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/** Money sent from one wallet to others, all of it or none, at once or at a time that was said. */
final class SendingRules {

    private static final int MOST_LEGS = 100;

    void transfer(Turn turn, JsonNode command, Complaints complaints) {
        Account account = turn.account;
        complaints.movable(account);
        legs(command.get("legs"), complaints);
        command.get("legs")
                .forEach(leg -> complaints.when(leg.get("to").textValue().equals(account.id), "transfer-to-self"));
        Instant executeAt = command.has("executeAt")
                ? Instant.parse(command.get("executeAt").textValue())
                : null;
        complaints.when(executeAt != null && executeAt.isAfter(Spans.inAYear(turn.at)), "schedule-too-far");
        if (!complaints.none()) {
            return;
        }
        List<Movement> movements = Movement.of(command.get("legs"), account.id);
        if (executeAt == null) {
            send(turn, movements, complaints, Wire.JSON.createObjectNode());
        } else {
            // A time that has passed is now.
            schedule(turn, movements, executeAt.isBefore(turn.at) ? turn.at : executeAt);
        }
    }

    static void legs(JsonNode legs, Complaints complaints) {
        complaints.when(legs.size() > MOST_LEGS, "too-many-legs");
        legs.forEach(leg -> complaints.amount(
                leg.get("amount").textValue(), leg.get("currency").textValue()));
    }

    static void send(Turn turn, List<Movement> movements, Complaints complaints, ObjectNode occasion) {
        if (complaints.spending(turn.account, movements).none()) {
            promise(turn, movements, occasion);
        }
    }

    /** The money leaves at once. One receiver decides alone; several are asked first. */
    static void promise(Turn turn, List<Movement> movements, ObjectNode occasion) {
        Account account = turn.account;
        account.debit(movements);
        markReversal(account, occasion);
        ObjectNode fact = turn.fact("TransferPromised");
        String promiseId = turn.place();
        fact.put("promiseId", promiseId).set("legs", Movement.legs(movements));
        turn.putBalances(fact, movements);
        fact.setAll(occasion);
        turn.names.put("promiseId", promiseId);
        SortedSet<String> receivers = Movement.parties(movements, account.id);
        boolean asks = receivers.size() > 1;
        account.promises.put(
                promiseId, new Promise(movements, turn.at, turn.cause(), occasion, null, asks, false, receivers));
        if (asks) {
            ask(turn, promiseId, movements, occasion);
        } else {
            ObjectNode made = Turn.message("PromiseMade", promiseId);
            made.set("legs", Movement.legs(movements));
            turn.tell(receivers.first(), signed(turn, made, occasion));
        }
    }

    /** Each hears of the movements that it gives or takes, and of no others. */
    static void ask(Turn turn, String promiseId, List<Movement> movements, ObjectNode occasion) {
        for (String party : Movement.parties(movements, turn.account.id)) {
            ObjectNode asked = Turn.message("AgreementAsked", promiseId).put("to", party);
            asked.set(
                    "legs",
                    Movement.movements(movements.stream()
                            .filter(each ->
                                    each.from().equals(party) || each.to().equals(party))
                            .toList()));
            turn.tell(party, signed(turn, asked, occasion));
        }
    }

    private static ObjectNode signed(Turn turn, ObjectNode message, ObjectNode occasion) {
        message.put("commandId", turn.cause().commandId()).put("promisedAt", Wire.time(turn.at));
        message.setAll(turn.cause().memo());
        message.setAll(occasion);
        return message;
    }

    private void schedule(Turn turn, List<Movement> movements, Instant executeAt) {
        ObjectNode fact = turn.fact("TransferScheduled");
        String scheduleId = turn.place();
        fact.put("scheduleId", scheduleId).put("executeAt", Wire.time(executeAt));
        fact.set("legs", Movement.legs(movements));
        turn.account.plans.put(scheduleId, new Plan(movements, executeAt, turn.cause()));
        turn.account.alarms.put(alarm(turn.account, scheduleId), executeAt);
        turn.names.put("scheduleId", scheduleId);
    }

    void cancel(Turn turn, JsonNode command, Complaints complaints) {
        Account account = turn.account;
        String scheduleId = command.get("scheduleId").textValue();
        complaints.beginning(account).when(!account.plans.containsKey(scheduleId), "schedule-not-open");
        if (complaints.none()) {
            Plan plan = unschedule(account, scheduleId);
            turn.fact("ScheduleCancelled").put("scheduleId", scheduleId).set("legs", Movement.legs(plan.legs()));
        }
    }

    /** Once, and not before its time. It may fail, and then it has failed for good. */
    void execute(Turn turn, String scheduleId) {
        Account account = turn.account;
        Plan plan = account.plans.get(scheduleId);
        if (plan == null) {
            return;
        }
        if (turn.recordTime.isBefore(plan.executeAt())) {
            account.alarms.put(alarm(account, scheduleId), plan.executeAt());
            return;
        }
        unschedule(account, scheduleId);
        turn.goesBackTo(plan.cause());
        Complaints complaints = new Complaints().movable(account);
        if (complaints.none()) {
            send(turn, plan.legs(), complaints, Wire.JSON.createObjectNode().put("scheduleId", scheduleId));
        }
        complaints
                .first()
                .ifPresent(code -> turn.fact("ScheduleFailed")
                        .put("scheduleId", scheduleId)
                        .put("code", code)
                        .set("legs", Movement.legs(plan.legs())));
    }

    private static Plan unschedule(Account account, String scheduleId) {
        account.alarms.remove(alarm(account, scheduleId));
        return account.plans.remove(scheduleId);
    }

    private static ObjectNode alarm(Account account, String scheduleId) {
        return Spans.alarm("ScheduleDue", account.id).put("scheduleId", scheduleId);
    }

    /** What is sent back is sent back once; {@link #unmarkReversal} when it came back itself. */
    static void markReversal(Account account, ObjectNode occasion) {
        if (occasion.has("reverses")) {
            account.sentBack.add(occasion.get("reverses").textValue());
        }
    }

    static void unmarkReversal(Account account, ObjectNode occasion) {
        if (occasion.has("reverses")) {
            account.sentBack.remove(occasion.get("reverses").textValue());
        }
    }
}
