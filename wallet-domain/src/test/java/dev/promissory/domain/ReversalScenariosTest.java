package dev.promissory.domain;

import static dev.promissory.domain.Ask.reverse;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.promised;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.Rejection.ALREADY_REVERSED;
import static dev.promissory.domain.Rejection.BALANCE_TOO_LARGE;
import static dev.promissory.domain.Rejection.ID_TAKEN;
import static dev.promissory.domain.Rejection.INSUFFICIENT_FUNDS;
import static dev.promissory.domain.Rejection.NOT_A_WALLET;
import static dev.promissory.domain.Rejection.NOT_REVERSIBLE;
import static dev.promissory.domain.Rejection.PROOF_INVALID;
import static dev.promissory.domain.Rejection.WALLET_CLOSED;
import static dev.promissory.domain.Rejection.WALLET_FROZEN;
import static dev.promissory.domain.Rejection.WALLET_NOT_FOUND;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.ASKED;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.bobsPromise;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.leg;
import static dev.promissory.domain.Scenario.posting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReversalScenariosTest {

    private static final PromiseId PROMISE = bobsPromise(7);
    private static final Parts PARTS = Parts.of(PROMISE);
    private static final Posting FROM_BOB = posting(BOB, ALICE, "5 EUR");
    private static final Occasion OF_PROMISE = reversal(BOB, 7);
    private static final Fact RECEIVED = third(PARTS.received(FROM_BOB));

    private static Occasion reversal(WalletId walletId, long sequence) {
        return new Occasion.Reversal(new Reversed(walletId, sequence));
    }

    /** What the proof says: a fact of Alice's, her third. */
    private static Fact third(Happening happening) {
        return happening.to(Wallet.unopened(ALICE), new FactHead(ALICE, 3, ASKED, PAST, Memo.none()));
    }

    private static Fact bobs(Happening happening) {
        return happening.to(Wallet.unopened(BOB), new FactHead(BOB, 3, ASKED, PAST, Memo.none()));
    }

    @Test
    void aReceivedPromiseGoesBackByANewOneThatNamesIt() {
        given(opened(), deposited("1 EUR"), PARTS.received(FROM_BOB))
                .when(reverse(RECEIVED))
                .thenTelling(
                        new PromiseMade(
                                alicesPromise(4), List.of(leg(BOB, "5 EUR")), ASKED, NOW, Memo.none(), OF_PROMISE),
                        promised(OF_PROMISE, leg(BOB, "5 EUR")))
                .leaving("1 EUR");
    }

    @Test
    void itGoesBackOnceUnlessItComesBackItself() {
        Happening[] reversed = {
            opened(), deposited("9 EUR"), PARTS.received(FROM_BOB), promised(OF_PROMISE, leg(BOB, "5 EUR"))
        };
        given(reversed).when(reverse(RECEIVED)).thenRejected(ALREADY_REVERSED);
        given(reversed).andKept(alicesPromise(4), BOB).when(reverse(RECEIVED)).thenRejected(ALREADY_REVERSED);
        given(
                        reversed[0],
                        reversed[1],
                        reversed[2],
                        reversed[3],
                        Parts.of(alicesPromise(4), OF_PROMISE).returned(BOB, WALLET_FROZEN, leg(BOB, "5 EUR")))
                .when(reverse(RECEIVED))
                .leaving("9 EUR");
    }

    @Test
    void whatHasBeenSpentCannotGoBack() {
        given(opened(), PARTS.received(FROM_BOB), withdrawn("0.01 EUR"))
                .when(reverse(RECEIVED))
                .thenRejected(INSUFFICIENT_FUNDS);
        given(opened(), deposited("5 EUR"), withdrawn("1 EUR"))
                .when(reverse(third(deposited("5 EUR"))))
                .thenRejected(INSUFFICIENT_FUNDS);
    }

    @Test
    void aDepositGoesOutAndAWithdrawalComesIn() {
        Occasion ofThird = reversal(ALICE, 3);
        Fact deposit = third(deposited("5 EUR"));
        Fact withdrawal = third(withdrawn("5 EUR"));
        given(opened(), deposited("6 EUR"))
                .when(reverse(deposit))
                .then(withdrawn("5 EUR", ofThird))
                .leaving("1 EUR");
        given(opened(), deposited("6 EUR"), withdrawn("5 EUR", ofThird), deposited("9 EUR"))
                .when(reverse(deposit))
                .thenRejected(ALREADY_REVERSED);
        given(opened())
                .when(reverse(withdrawal))
                .then(deposited("5 EUR", ofThird))
                .leaving("5 EUR");
        given(opened(), deposited("5 EUR", ofThird)).when(reverse(withdrawal)).thenRejected(ALREADY_REVERSED);
        given(opened(), deposited("9".repeat(36) + ".99 EUR"))
                .when(reverse(withdrawal))
                .thenRejected(BALANCE_TOO_LARGE);
        given().when(reverse(withdrawal)).thenRejected(WALLET_NOT_FOUND);
    }

    @Test
    void onlyMoneyThatMovedHereCanGoBack() {
        List<Fact> others = new ArrayList<>(List.of(
                third(opened()),
                third(frozen()),
                third(promised("1 EUR", BOB)),
                third(PARTS.reserved(leg(CAROL, "1 EUR"))),
                third(PARTS.accepted(FROM_BOB)),
                // A part of Bob's promise; what he promised goes back as a whole, by what he wrote about it.
                third(PARTS.settled(leg(CAROL, "1 EUR"))),
                bobs(deposited("1 EUR")),
                bobs(withdrawn("1 EUR")),
                bobs(PARTS.received(posting(CAROL, BOB, "1 EUR"))),
                third(PARTS.journalReturned(CAROL, WALLET_FROZEN, FROM_BOB))));
        for (Fact fact : others) {
            given(opened(), deposited("9 EUR")).when(reverse(fact)).thenRejected(NOT_REVERSIBLE);
        }
    }

    @Test
    void aForgedProofProvesNothing() {
        given(opened(), PARTS.received(FROM_BOB))
                .withForgedProof()
                .when(reverse(RECEIVED))
                .thenRejected(PROOF_INVALID);
        given().withForgedProof()
                .when(reverse(bobs(PARTS.settled(leg(ALICE, "1 EUR"), leg(CAROL, "1 EUR")))))
                .thenRejected(PROOF_INVALID);
    }

    @Test
    void aFrozenWalletSendsNothingBack() {
        given(opened(), PARTS.received(FROM_BOB), frozen())
                .when(reverse(RECEIVED))
                .thenRejected(WALLET_FROZEN);
    }

    /** Here, the new journal is called alice. */
    @Test
    void whatSeveralGotGoesBackByAJournal() {
        Fact settled = bobs(PARTS.settled(leg(CAROL, "1 EUR"), leg(new WalletId("dave"), "2 EUR")));
        Posting fromCarol = posting(CAROL, BOB, "1 EUR");
        Posting fromDave = posting(new WalletId("dave"), BOB, "2 EUR");
        given().when(reverse(settled))
                .thenTelling(
                        List.of(
                                asked(BOB, fromCarol, fromDave),
                                asked(CAROL, fromCarol),
                                asked(new WalletId("dave"), fromDave)),
                        Parts.of(alicesPromise(1), OF_PROMISE).journalOpened(NOW.plusSeconds(30), fromCarol, fromDave));
        given(opened()).when(reverse(settled)).thenRejected(ID_TAKEN);
    }

    @Test
    void aJournalGoesBackByAJournal() {
        PromiseId journal = new PromiseId(new WalletId("journal"), 1);
        Fact settled = Parts.of(journal)
                .journalSettled(posting(BOB, CAROL, "1 EUR"))
                .to(Wallet.unopened(journal.sender()), new FactHead(journal.sender(), 2, ASKED, PAST, Memo.none()));
        Scenario.Outcome outcome = given().when(reverse(settled));
        Occasion occasion = reversal(journal.sender(), 1);
        Posting back = posting(CAROL, BOB, "1 EUR");
        outcome.thenTelling(
                List.of(
                        new AgreementAsked(alicesPromise(1), BOB, List.of(back), ASKED, NOW, Memo.none(), occasion),
                        new AgreementAsked(alicesPromise(1), CAROL, List.of(back), ASKED, NOW, Memo.none(), occasion)),
                Parts.of(alicesPromise(1), occasion).journalOpened(NOW.plusSeconds(30), back));
        assertThat(outcome.decision()).isInstanceOf(Decision.Accepted.class);
        given().when(reverse(Parts.of(journal)
                        .journalSettled(posting(BOB, ALICE, "1 EUR"))
                        .to(
                                Wallet.unopened(journal.sender()),
                                new FactHead(journal.sender(), 2, ASKED, PAST, Memo.none()))))
                .thenRejected(NOT_A_WALLET);
    }

    private static AgreementAsked asked(WalletId of, Posting... postings) {
        return new AgreementAsked(alicesPromise(1), of, List.of(postings), ASKED, NOW, Memo.none(), OF_PROMISE);
    }

    @Test
    void whoGivesBackGivesOnce() {
        PromiseId first = new PromiseId(new WalletId("first"), 1);
        PromiseId second = new PromiseId(new WalletId("second"), 1);
        Posting back = posting(ALICE, BOB, "5 EUR");
        AgreementAsked again = new AgreementAsked(second, ALICE, List.of(back), ASKED, PAST, Memo.none(), OF_PROMISE);
        Happening[] agreed = {
            opened(),
            deposited("9 EUR"),
            PARTS.received(FROM_BOB),
            Parts.of(first, OF_PROMISE).reserved(leg(BOB, "5 EUR"))
        };
        given(agreed)
                .when(again)
                .thenTelling(
                        new PromiseRefused(second, ALICE, ALREADY_REVERSED),
                        Parts.of(second).refused(ALREADY_REVERSED, back));
        given(agreed).when(reverse(RECEIVED)).thenRejected(ALREADY_REVERSED);
        given(
                        agreed[0],
                        agreed[1],
                        agreed[2],
                        agreed[3],
                        Parts.of(first, OF_PROMISE).returned(CAROL, WALLET_CLOSED, leg(BOB, "5 EUR")))
                .when(again)
                .thenTelling(
                        new PromiseAgreed(second, ALICE),
                        Parts.of(second, OF_PROMISE).reserved(leg(BOB, "5 EUR")));
        given(opened(), deposited("9 EUR"), PARTS.received(FROM_BOB), promised(OF_PROMISE, leg(BOB, "5 EUR")))
                .when(again)
                .thenTelling(
                        new PromiseRefused(second, ALICE, ALREADY_REVERSED),
                        Parts.of(second).refused(ALREADY_REVERSED, back));
    }

    @Test
    void whoOnlyGetsBackIsNotAskedWhetherItHasReversed() {
        Posting back = posting(BOB, ALICE, "5 EUR");
        PromiseId second = new PromiseId(new WalletId("second"), 1);
        given(opened(), deposited("9 EUR"), PARTS.received(FROM_BOB), promised(OF_PROMISE, leg(BOB, "5 EUR")))
                .when(new AgreementAsked(second, ALICE, List.of(back), ASKED, PAST, Memo.none(), OF_PROMISE))
                .thenTelling(
                        new PromiseAgreed(second, ALICE),
                        Parts.of(second, OF_PROMISE).accepted(back));
    }
}
