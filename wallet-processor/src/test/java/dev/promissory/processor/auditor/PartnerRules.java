package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.processor.auditor.Account.Part;
import dev.promissory.processor.auditor.Account.Status;
import java.time.Instant;
import java.util.List;

/** What an account does about the promises of others: it takes or refuses, and what it has agreed to it does. */
final class PartnerRules {

    /** The only receiver. */
    void take(Turn turn, JsonNode made) {
        Account account = turn.account;
        String promiseId = made.get("promiseId").textValue();
        Instant promisedAt = Instant.parse(made.get("promisedAt").textValue());
        List<Movement> takes = Movement.of(made.get("legs"), sender(promiseId));
        Complaints complaints = new Complaints().movableOrNew(account);
        complaints.receiving(account, takes);
        if (complaints.none()) {
            WalletRules.openByMoney(turn);
            receive(turn, promiseId, promisedAt, takes, occasion(made));
            turn.tell(sender(promiseId), Turn.message("PromiseKept", promiseId).put("by", account.id));
        } else {
            refuse(turn, promiseId, promisedAt, takes, complaints.first().orElseThrow());
        }
    }

    /** One of several. To agree binds: it gives now, and will take whatever becomes of it. */
    void agree(Turn turn, JsonNode asked) {
        Account account = turn.account;
        String promiseId = asked.get("promiseId").textValue();
        Instant promisedAt = Instant.parse(asked.get("promisedAt").textValue());
        ObjectNode occasion = occasion(asked);
        List<Movement> all = Movement.of(asked.get("legs"), null);
        List<Movement> gives =
                all.stream().filter(each -> each.from().equals(account.id)).toList();
        List<Movement> takes =
                all.stream().filter(each -> each.to().equals(account.id)).toList();
        boolean sentBack = account.sentBack.contains(occasion.path("reverses").asText());
        Complaints complaints = new Complaints().when(!gives.isEmpty() && sentBack, "already-reversed");
        complaints = gives.isEmpty() ? complaints.movableOrNew(account) : complaints.movable(account);
        complaints.spending(account, gives).receiving(account, takes);
        if (!complaints.none()) {
            refuse(turn, promiseId, promisedAt, all, complaints.first().orElseThrow());
            return;
        }
        WalletRules.openByMoney(turn);
        if (!gives.isEmpty()) {
            account.debit(gives);
            SendingRules.markReversal(account, occasion);
            ObjectNode reserved = promiseFact(turn, "TransferReserved", promiseId, promisedAt);
            reserved.set("legs", Movement.legs(gives));
            turn.putBalances(reserved, gives);
            reserved.setAll(occasion);
        }
        if (!takes.isEmpty()) {
            ObjectNode accepted = promiseFact(turn, "TransferAccepted", promiseId, promisedAt);
            accepted.set("legs", Movement.movements(takes));
            accepted.setAll(occasion);
        }
        account.parts.put(promiseId, new Part(gives, takes, promisedAt, turn.cause(), occasion));
        turn.tell(sender(promiseId), Turn.message("PromiseAgreed", promiseId).put("by", account.id));
    }

    /** All have agreed. Nothing stops it, not even a freeze. */
    void settle(Turn turn, String promiseId) {
        Part part = turn.account.parts.remove(promiseId);
        if (part == null) {
            return;
        }
        turn.goesBackTo(part.cause());
        if (!part.gives().isEmpty()) {
            promiseFact(turn, "TransferSettled", promiseId, part.promisedAt()).set("legs", Movement.legs(part.gives()));
        }
        if (!part.takes().isEmpty()) {
            receive(turn, promiseId, part.promisedAt(), part.takes(), part.occasion());
        }
        turn.tell(sender(promiseId), Turn.message("PromiseKept", promiseId).put("by", turn.account.id));
    }

    /** Another has refused, or time has run out: what was given comes back, what was accepted does not come. */
    void release(Turn turn, JsonNode released) {
        Account account = turn.account;
        String promiseId = released.get("promiseId").textValue();
        Part part = account.parts.remove(promiseId);
        if (part == null) {
            return;
        }
        turn.goesBackTo(part.cause());
        if (!part.gives().isEmpty()) {
            account.credit(part.gives());
            SendingRules.unmarkReversal(account, part.occasion());
            ObjectNode returned = promiseFact(turn, "TransferReturned", promiseId, part.promisedAt());
            returned.set("legs", Movement.legs(part.gives()));
            turn.putBalances(returned, part.gives());
            returned.set("refusedBy", released.get("refusedBy"));
            returned.set("code", released.get("code"));
            returned.setAll(part.occasion());
        }
        if (!part.takes().isEmpty()) {
            ObjectNode fact = promiseFact(turn, "TransferReleased", promiseId, part.promisedAt());
            fact.set("legs", Movement.movements(part.takes()));
            fact.set("refusedBy", released.get("refusedBy"));
            fact.set("code", released.get("code"));
        }
    }

    private static void receive(
            Turn turn, String promiseId, Instant promisedAt, List<Movement> takes, ObjectNode occasion) {
        turn.account.credit(takes);
        ObjectNode fact = promiseFact(turn, "TransferReceived", promiseId, promisedAt);
        if (takes.size() == 1) {
            fact.put("from", takes.getFirst().from());
            turn.putMoney(fact, takes.getFirst().currency(), takes.getFirst().amount());
        } else {
            fact.set("legs", Movement.movements(takes));
            turn.putBalances(fact, takes);
        }
        fact.setAll(occasion);
    }

    /** Nobody, and no journal, has a history in which a refusal could be written. */
    private static void refuse(Turn turn, String promiseId, Instant promisedAt, List<Movement> movements, String code) {
        Account account = turn.account;
        if (account.status != Status.NOBODY && account.status != Status.JOURNAL) {
            ObjectNode fact =
                    promiseFact(turn, "TransferRefused", promiseId, promisedAt).put("code", code);
            Movement first = movements.getFirst();
            if (movements.size() == 1 && first.to().equals(account.id)) {
                fact.put("from", first.from())
                        .put("currency", first.currency())
                        .put("amount", Units.plain(first.amount(), first.currency()));
            } else {
                fact.set("legs", Movement.movements(movements));
            }
        }
        ObjectNode refused = Turn.message("PromiseRefused", promiseId);
        turn.tell(sender(promiseId), refused.put("by", account.id).put("code", code));
    }

    private static ObjectNode promiseFact(Turn turn, String type, String promiseId, Instant promisedAt) {
        return turn.fact(type).put("promiseId", promiseId).put("promisedAt", Wire.time(promisedAt));
    }

    private static String sender(String promiseId) {
        return promiseId.substring(0, promiseId.indexOf('~'));
    }

    /** The one field that says what the money belongs to. */
    private static ObjectNode occasion(JsonNode message) {
        ObjectNode occasion = Wire.JSON.createObjectNode();
        for (String name : List.of("holdId", "scheduleId", "rate", "reverses")) {
            if (message.has(name)) {
                occasion.set(name, message.get(name));
            }
        }
        return occasion;
    }
}
