package dev.promissory.domain;

import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReleased;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferSettled;
import java.time.Instant;
import java.util.List;

/** A promise of several as a test speaks of it: what each of its wallets, and its journal, write in their histories. */
final class Parts {

    private final PromiseId promise;
    private final Occasion occasion;

    private Parts(PromiseId promise, Occasion occasion) {
        this.promise = promise;
        this.occasion = occasion;
    }

    static Parts of(PromiseId promise) {
        return new Parts(promise, Occasion.NONE);
    }

    static Parts of(PromiseId promise, Occasion occasion) {
        return new Parts(promise, occasion);
    }

    Happening reserved(Leg... legs) {
        return (wallet, head) -> new TransferReserved(
                head, promise, Scenario.PAST, List.of(legs), debited(wallet, moneys(legs)), occasion);
    }

    Happening accepted(Posting... postings) {
        return (wallet, head) -> new TransferAccepted(head, promise, Scenario.PAST, List.of(postings), occasion);
    }

    Happening settled(Leg... legs) {
        return (wallet, head) -> new TransferSettled(head, promise, Scenario.PAST, List.of(legs));
    }

    Happening received(Posting... postings) {
        List<Money> moneys = Posting.moneys(List.of(postings));
        return (wallet, head) -> new TransferReceived(
                head, promise, Scenario.PAST, List.of(postings), credited(wallet, moneys), occasion);
    }

    Happening refused(Rejection reason, Posting... postings) {
        return (wallet, head) -> new TransferRefused(head, promise, Scenario.PAST, List.of(postings), reason);
    }

    Happening returned(WalletId by, Rejection reason, Leg... legs) {
        return (wallet, head) -> new TransferReturned(
                head, promise, Scenario.PAST, List.of(legs), by, reason, credited(wallet, moneys(legs)), occasion);
    }

    Happening released(WalletId by, Rejection reason, Posting... postings) {
        return (wallet, head) -> new TransferReleased(head, promise, Scenario.PAST, List.of(postings), by, reason);
    }

    Happening journalOpened(Instant deadline, Posting... postings) {
        return (wallet, head) -> new JournalOpened(head, List.of(postings), deadline, occasion);
    }

    Happening journalSettled(Posting... postings) {
        return (wallet, head) -> new JournalSettled(head, promise, Scenario.PAST, List.of(postings), occasion);
    }

    Happening journalReturned(WalletId by, Rejection reason, Posting... postings) {
        return (wallet, head) ->
                new JournalReturned(head, promise, Scenario.PAST, List.of(postings), by, reason, occasion);
    }

    static List<Balance> debited(Wallet wallet, List<Money> moneys) {
        return balances(Evolution.debitAll(wallet, moneys), moneys);
    }

    private static List<Balance> credited(Wallet wallet, List<Money> moneys) {
        return balances(Evolution.creditAll(wallet, moneys), moneys);
    }

    /** One for each currency, in the order in which the moneys name them. */
    private static List<Balance> balances(Wallet after, List<Money> moneys) {
        return moneys.stream()
                .map(Money::currency)
                .distinct()
                .map(after::balance)
                .toList();
    }

    private static List<Money> moneys(Leg... legs) {
        return Evolution.moneys(List.of(legs));
    }
}
