package dev.promissory.domain;

import static dev.promissory.domain.Ask.cancel;
import static dev.promissory.domain.Ask.close;
import static dev.promissory.domain.Ask.schedule;
import static dev.promissory.domain.Ask.to;
import static dev.promissory.domain.Ask.transfer;
import static dev.promissory.domain.Happening.cancelled;
import static dev.promissory.domain.Happening.closed;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.failed;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.limited;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.promised;
import static dev.promissory.domain.Happening.scheduled;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.Rejection.AMOUNT_NOT_POSITIVE;
import static dev.promissory.domain.Rejection.INSUFFICIENT_FUNDS;
import static dev.promissory.domain.Rejection.INVALID_CURRENCY;
import static dev.promissory.domain.Rejection.PROMISES_IN_FLIGHT;
import static dev.promissory.domain.Rejection.SCHEDULE_NOT_OPEN;
import static dev.promissory.domain.Rejection.SCHEDULE_TOO_FAR;
import static dev.promissory.domain.Rejection.TOO_MANY_LEGS;
import static dev.promissory.domain.Rejection.TRANSFER_TO_SELF;
import static dev.promissory.domain.Rejection.WALLET_CLOSED;
import static dev.promissory.domain.Rejection.WALLET_FROZEN;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.ASKED;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.leg;
import static dev.promissory.domain.Scenario.posting;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Transfers of several legs, as their sender knows them, and those that wait for their time. */
class TransferScenariosTest {

    private static final Leg[] BOTH = {leg(BOB, "1 EUR"), leg(CAROL, "2 EUR")};
    private static final PromiseId PROMISE = alicesPromise(3);
    private static final Parts PARTS = Parts.of(PROMISE);
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Timer DUE = new Timer.ScheduleDue(new ScheduleId(ALICE, 3));
    private static final Occasion SCHEDULE = new Occasion.Schedule(new ScheduleId(ALICE, 3));

    /** Alice had 10.00 EUR and promised 1.00 to Bob and 2.00 to Carol. */
    private static Scenario promisedToBoth() {
        return given(opened(), deposited("10 EUR"), promised(Occasion.NONE, BOTH));
    }

    /** Alice has 10.00 EUR, and a transfer of 4.00 to Bob waits. */
    private static Scenario waiting() {
        return given(opened(), deposited("10 EUR"), scheduled(LATER, leg(BOB, "4 EUR")));
    }

    @Test
    void theSenderIsDebitedOnceAndTheReceiversAreAsked() {
        given(opened(), deposited("10 EUR"))
                .when(transfer(to(BOB, "1 EUR"), to(CAROL, "2 EUR")))
                .thenTelling(
                        List.of(asked(BOB, posting(ALICE, BOB, "1 EUR")), asked(CAROL, posting(ALICE, CAROL, "2 EUR"))),
                        promised(Occasion.NONE, BOTH))
                .leaving("7 EUR");
    }

    @Test
    void severalLegsToOneReceiverAreOneQuestion() {
        given(opened(), deposited("10 EUR"), deposited("1 USD"))
                .when(transfer(to(BOB, "1 EUR"), to(BOB, "2 EUR"), to(BOB, "1 USD")))
                .thenTelling(
                        new PromiseMade(
                                alicesPromise(4),
                                List.of(leg(BOB, "1 EUR"), leg(BOB, "2 EUR"), leg(BOB, "1 USD")),
                                ASKED,
                                NOW,
                                Memo.none(),
                                Occasion.NONE),
                        promised(Occasion.NONE, leg(BOB, "1 EUR"), leg(BOB, "2 EUR"), leg(BOB, "1 USD")))
                .leaving("7 EUR")
                .leaving("0 USD");
    }

    private static AgreementAsked asked(WalletId of, Posting... postings) {
        return new AgreementAsked(PROMISE, of, List.of(postings), ASKED, NOW, Memo.none(), Occasion.NONE);
    }

    @Test
    void theSumOfEachCurrencyMustBeThere() {
        Happening[] past = {opened(), deposited("3 EUR"), deposited("1 USD")};
        given(past)
                .when(transfer(to(BOB, "1 EUR"), to(CAROL, "2 EUR"), to(BOB, "1 USD")))
                .leaving("0 EUR");
        given(past).when(transfer(to(BOB, "1 EUR"), to(CAROL, "2.01 EUR"))).thenRejected(INSUFFICIENT_FUNDS);
        given(past).when(transfer(to(BOB, "1 EUR"), to(CAROL, "1.01 USD"))).thenRejected(INSUFFICIENT_FUNDS);
        given(opened(), deposited("3 EUR"), limited("1 EUR"))
                .when(transfer(to(BOB, "1 EUR"), to(CAROL, "3 EUR")))
                .leaving("-1 EUR");
    }

    @Test
    void aTransferHasAtMostAHundredLegs() {
        Happening[] past = {opened(), deposited("101 EUR")};
        List<RequestedLeg> legs = IntStream.range(0, 101)
                .mapToObj(i -> to(new WalletId("r" + i), "1 EUR"))
                .toList();
        Scenario.Outcome hundred = given(past).when(transfer(legs.subList(0, 100)));
        hundred.leaving("1 EUR");
        assertThat(((Accepted) hundred.decision()).messages()).hasSize(100);
        given(past).when(transfer(legs)).thenRejected(TOO_MANY_LEGS);
        given(past).when(transfer(nCopies(100, to(BOB, "1 EUR")))).leaving("1 EUR");
        given(past).when(transfer(nCopies(101, to(BOB, "1 EUR")))).thenRejected(TOO_MANY_LEGS);
        given(past)
                .when(transfer(nCopies(100, to(BOB, "9".repeat(38) + " POINTS"))))
                .thenRejected(INSUFFICIENT_FUNDS);
    }

    @Test
    void everyLegIsJudged() {
        Happening[] past = {opened(), deposited("10 EUR")};
        given(past).when(transfer(to(BOB, "1 EUR"), to(ALICE, "1 EUR"))).thenRejected(TRANSFER_TO_SELF);
        given(past).when(transfer(to(BOB, "1 EUR"), to(CAROL, "0 EUR"))).thenRejected(AMOUNT_NOT_POSITIVE);
        given(past).when(transfer(to(BOB, "0 EUR"), to(CAROL, "1 eur"))).thenRejected(INVALID_CURRENCY);
    }

    @Test
    void onlyWhenAllHaveAgreedAreTheyToldToSettle() {
        promisedToBoth().when(new PromiseAgreed(PROMISE, BOB)).thenNothing();
        promisedToBoth()
                .andHeard(new PromiseAgreed(PROMISE, BOB))
                .when(new PromiseAgreed(PROMISE, BOB))
                .thenNothing();
        promisedToBoth()
                .andHeard(new PromiseAgreed(PROMISE, BOB))
                .when(new PromiseAgreed(PROMISE, new WalletId("dave")))
                .thenNothing();
        promisedToBoth()
                .andHeard(new PromiseKept(PROMISE, BOB))
                .when(new PromiseAgreed(PROMISE, CAROL))
                .thenNothing();
        promisedToBoth()
                .andHeard(new PromiseAgreed(PROMISE, BOB))
                .when(new PromiseAgreed(PROMISE, CAROL))
                .thenTelling(
                        List.of(new PromiseSettled(PROMISE, BOB), new PromiseSettled(PROMISE, CAROL)),
                        PARTS.settled(BOTH))
                .leaving("7 EUR");
    }

    @Test
    void oneRefusalReturnsEverythingAndReleasesTheOthers() {
        promisedToBoth()
                .andHeard(new PromiseAgreed(PROMISE, BOB))
                .when(new PromiseRefused(PROMISE, CAROL, WALLET_FROZEN))
                .thenTelling(
                        new PromiseReleased(PROMISE, BOB, CAROL, WALLET_FROZEN),
                        PARTS.returned(CAROL, WALLET_FROZEN, BOTH))
                .leaving("10 EUR");
        given(opened(), deposited("10 EUR"), promised(Occasion.NONE, BOTH), PARTS.returned(CAROL, WALLET_FROZEN, BOTH))
                .when(new PromiseRefused(PROMISE, BOB, WALLET_CLOSED))
                .thenNothing();
        given(opened(), deposited("10 EUR"), promised(Occasion.NONE, BOTH), PARTS.returned(CAROL, WALLET_FROZEN, BOTH))
                .when(new PromiseAgreed(PROMISE, BOB))
                .thenNothing();
    }

    @Test
    void whoHasAgreedCannotRefuseAndWhatIsSettledCannotReturn() {
        promisedToBoth()
                .andHeard(new PromiseAgreed(PROMISE, BOB))
                .when(new PromiseRefused(PROMISE, BOB, WALLET_FROZEN))
                .thenNothing();
        given(opened(), deposited("10 EUR"), promised(Occasion.NONE, BOTH), PARTS.settled(BOTH))
                .when(new PromiseRefused(PROMISE, BOB, WALLET_FROZEN))
                .thenNothing();
        given(opened(), deposited("10 EUR"), promised(Occasion.NONE, BOTH), PARTS.settled(BOTH))
                .when(new PromiseAgreed(PROMISE, BOB))
                .thenNothing();
    }

    @Test
    void theSenderIsClosedOnlyWhenAllHaveKeptIt() {
        Happening[] settled = {opened(), deposited("3 EUR"), promised(Occasion.NONE, BOTH), PARTS.settled(BOTH)};
        given(settled).when(close()).thenRejected(PROMISES_IN_FLIGHT);
        given(settled).andHeard(new PromiseKept(PROMISE, BOB)).when(close()).thenRejected(PROMISES_IN_FLIGHT);
        given(settled)
                .andHeard(new PromiseKept(PROMISE, BOB), new PromiseKept(PROMISE, BOB))
                .when(close())
                .thenRejected(PROMISES_IN_FLIGHT);
        given(settled)
                .andHeard(new PromiseKept(PROMISE, BOB), new PromiseKept(PROMISE, CAROL))
                .when(close())
                .then(closed());
    }

    @Test
    void aReturnReachesAFrozenSender() {
        given(opened(), deposited("10 EUR"), promised(Occasion.NONE, BOTH), frozen())
                .when(new PromiseRefused(PROMISE, CAROL, WALLET_FROZEN))
                .thenTelling(
                        new PromiseReleased(PROMISE, BOB, CAROL, WALLET_FROZEN),
                        PARTS.returned(CAROL, WALLET_FROZEN, BOTH));
    }

    @Test
    void aScheduledTransferDebitsNothingYet() {
        given(opened())
                .when(schedule(LATER, to(BOB, "4 EUR")))
                .then(scheduled(LATER, leg(BOB, "4 EUR")))
                .leaving("0 EUR");
        given(opened(), deposited("10 EUR"))
                .when(schedule(PAST, to(BOB, "4 EUR")))
                .then(scheduled(NOW, leg(BOB, "4 EUR")));
        given(opened()).when(schedule(LATER, to(ALICE, "4 EUR"))).thenRejected(TRANSFER_TO_SELF);
    }

    @Test
    void aTransferIsScheduledAtMostAYearAhead() {
        Instant inAYear = Instant.parse("2027-01-01T13:00:00Z");
        given(opened()).when(schedule(inAYear, to(BOB, "4 EUR"))).then(scheduled(inAYear, leg(BOB, "4 EUR")));
        given(opened()).when(schedule(inAYear.plusMillis(1), to(BOB, "4 EUR"))).thenRejected(SCHEDULE_TOO_FAR);
        given(opened()).when(schedule(Instant.MAX, to(BOB, "4 EUR"))).thenRejected(SCHEDULE_TOO_FAR);
        given(opened()).when(schedule(Instant.MIN, to(BOB, "4 EUR"))).then(scheduled(NOW, leg(BOB, "4 EUR")));
    }

    @Test
    void itIsExecutedInItsTimeAndNeverEarly() {
        waiting().at(LATER.minusMillis(1)).when(DUE).thenNothing();
        Scenario.Outcome outcome = waiting().at(LATER).when(DUE);
        assertThat(((Accepted) outcome.decision()).messages())
                .singleElement()
                .isInstanceOfSatisfying(
                        PromiseMade.class, made -> assertThat(made.occasion()).isEqualTo(SCHEDULE));
        outcome.leaving("6 EUR");
        given(opened(), deposited("3 EUR"), scheduled(LATER, BOTH))
                .at(LATER)
                .when(DUE)
                .leaving("0 EUR");
    }

    @Test
    void itRunsOnce() {
        given(opened(), deposited("10 EUR"), scheduled(LATER, leg(BOB, "4 EUR")), promised(SCHEDULE, leg(BOB, "4 EUR")))
                .at(LATER)
                .when(DUE)
                .thenNothing();
        given(
                        opened(),
                        scheduled(LATER, leg(BOB, "4 EUR")),
                        failed(2, INSUFFICIENT_FUNDS, leg(BOB, "4 EUR")),
                        deposited("10 EUR"))
                .at(LATER)
                .when(new Timer.ScheduleDue(new ScheduleId(ALICE, 2)))
                .thenNothing();
        given(opened()).at(LATER).when(DUE).thenNothing();
    }

    @Test
    void itCanBeCancelledUntilThen() {
        waiting().when(cancel(ALICE, 3)).then(cancelled(3, leg(BOB, "4 EUR")));
        waiting().at(LATER.plusSeconds(1)).when(cancel(ALICE, 3)).then(cancelled(3, leg(BOB, "4 EUR")));
        given(opened(), deposited("10 EUR"), scheduled(LATER, leg(BOB, "4 EUR")), cancelled(3, leg(BOB, "4 EUR")))
                .at(LATER)
                .when(DUE)
                .thenNothing();
        given(opened(), deposited("10 EUR"), scheduled(LATER, leg(BOB, "4 EUR")), cancelled(3, leg(BOB, "4 EUR")))
                .when(cancel(ALICE, 3))
                .thenRejected(SCHEDULE_NOT_OPEN);
        given(opened(), deposited("10 EUR"), scheduled(LATER, leg(BOB, "4 EUR")), promised(SCHEDULE, leg(BOB, "4 EUR")))
                .when(cancel(ALICE, 3))
                .thenRejected(SCHEDULE_NOT_OPEN);
        given(opened(), deposited("4 EUR"), scheduled(LATER, leg(BOB, "4 EUR")), withdrawn("4 EUR"), closed())
                .when(cancel(ALICE, 3))
                .then(cancelled(3, leg(BOB, "4 EUR")));
        waiting().when(cancel(ALICE, 2)).thenRejected(SCHEDULE_NOT_OPEN);
        waiting().when(cancel(BOB, 3)).thenRejected(SCHEDULE_NOT_OPEN);
    }

    /** One steward owns both wallets. */
    @Test
    void nobodyCancelsATransferOfAnother() {
        StewardMemory memory = new Memories().memory();
        FactHead bobsThird = new FactHead(BOB, 3, ASKED, PAST, Memo.none());
        memory.note(scheduled(LATER, leg(CAROL, "4 EUR")).to(Wallet.unopened(BOB), bobsThird));
        FactHead first = new FactHead(ALICE, 1, ASKED, PAST, Memo.none());
        Wallet alices = Evolution.evolve(Wallet.unopened(ALICE), opened().to(Wallet.unopened(ALICE), first));
        Decision decision = new Steward(true, proof -> true)
                .decide(alices, cancel(BOB, 3).under(CommandHead.of("alice", "c")), NOW, memory);
        assertThat(decision).isEqualTo(Decision.rejected(SCHEDULE_NOT_OPEN));
    }

    @Test
    void whatCannotBeExecutedInItsTimeFails() {
        given(opened(), deposited("3.99 EUR"), scheduled(LATER, leg(BOB, "4 EUR")))
                .at(LATER)
                .when(DUE)
                .then(failed(3, INSUFFICIENT_FUNDS, leg(BOB, "4 EUR")));
        given(opened(), deposited("4 EUR"), scheduled(LATER, leg(BOB, "4 EUR")), frozen())
                .at(LATER)
                .when(DUE)
                .then(failed(3, WALLET_FROZEN, leg(BOB, "4 EUR")));
        given(opened(), deposited("4 EUR"), scheduled(LATER, leg(BOB, "4 EUR")), withdrawn("4 EUR"), closed())
                .at(LATER)
                .when(DUE)
                .then(failed(3, WALLET_CLOSED, leg(BOB, "4 EUR")));
    }
}
