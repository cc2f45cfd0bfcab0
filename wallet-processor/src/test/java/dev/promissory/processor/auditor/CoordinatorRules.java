package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.processor.auditor.Account.Promise;
import dev.promissory.processor.auditor.Account.Status;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the account that made a promise does when it hears from the others. */
final class CoordinatorRules {

    /** When the last one has agreed nothing can return any more. */
    void agreed(Turn turn, String promiseId, String by) {
        Promise promise = turn.account.promises.get(promiseId);
        if (promise == null || !promise.asks() || !promise.awaited().contains(by)) {
            return;
        }
        SortedSet<String> awaited = without(promise, by);
        if (!awaited.isEmpty()) {
            turn.account.promises.put(promiseId, promise(promise, true, false, awaited));
            return;
        }
        Account account = turn.account;
        SortedSet<String> parties = Movement.parties(promise.movements(), account.id);
        account.promises.put(promiseId, promise(promise, false, true, parties));
        account.alarms.remove(JournalRules.alarm(account, promiseId));
        turn.goesBackTo(promise.cause());
        boolean journal = account.status == Status.JOURNAL;
        ObjectNode fact = turn.fact(journal ? "JournalSettled" : "TransferSettled")
                .put("promiseId", promiseId)
                .put("promisedAt", Wire.time(promise.promisedAt()));
        if (journal) {
            fact.set("legs", Movement.movements(promise.movements()));
            fact.setAll(promise.occasion());
        } else {
            fact.set("legs", Movement.legs(promise.movements()));
        }
        parties.forEach(party ->
                turn.tell(party, Turn.message("PromiseSettled", promiseId).put("to", party)));
    }

    /** When all have kept it the promise is over. */
    void kept(Turn turn, String promiseId, String by) {
        Promise promise = turn.account.promises.get(promiseId);
        if (promise == null || promise.asks() || !promise.awaited().contains(by)) {
            return;
        }
        SortedSet<String> awaited = without(promise, by);
        if (awaited.isEmpty()) {
            turn.account.promises.remove(promiseId);
        } else {
            turn.account.promises.put(promiseId, promise(promise, false, promise.settled(), awaited));
        }
    }

    /** One refusal returns everything, unless all had agreed; a second refusal finds nothing to return. */
    void refused(Turn turn, String promiseId, String by, String code) {
        Promise promise = turn.account.promises.get(promiseId);
        if (promise != null && !promise.settled() && promise.awaited().contains(by)) {
            giveBack(turn, promiseId, by, code);
        }
    }

    static void giveBack(Turn turn, String promiseId, String refusedBy, String code) {
        Account account = turn.account;
        Promise promise = account.promises.remove(promiseId);
        account.alarms.remove(JournalRules.alarm(account, promiseId));
        turn.goesBackTo(promise.cause());
        boolean journal = account.status == Status.JOURNAL;
        if (!journal) {
            account.credit(promise.movements());
            SendingRules.unmarkReversal(account, promise.occasion());
        }
        ObjectNode fact = turn.fact(journal ? "JournalReturned" : "TransferReturned")
                .put("promiseId", promiseId)
                .put("promisedAt", Wire.time(promise.promisedAt()))
                .put("refusedBy", refusedBy)
                .put("code", code);
        fact.setAll(promise.occasion());
        if (journal) {
            fact.set("legs", Movement.movements(promise.movements()));
        } else {
            fact.set("legs", Movement.legs(promise.movements()));
            turn.putBalances(fact, promise.movements());
        }
        Movement.parties(promise.movements(), account.id).stream()
                .filter(party -> !party.equals(refusedBy))
                .forEach(party -> turn.tell(
                        party,
                        Turn.message("PromiseReleased", promiseId)
                                .put("to", party)
                                .put("refusedBy", refusedBy)
                                .put("code", code)));
    }

    private static SortedSet<String> without(Promise promise, String by) {
        SortedSet<String> awaited = new TreeSet<>(promise.awaited());
        awaited.remove(by);
        return awaited;
    }

    private static Promise promise(Promise from, boolean asks, boolean settled, SortedSet<String> awaited) {
        return new Promise(
                from.movements(),
                from.promisedAt(),
                from.cause(),
                from.occasion(),
                from.deadline(),
                asks,
                settled,
                awaited);
    }
}
