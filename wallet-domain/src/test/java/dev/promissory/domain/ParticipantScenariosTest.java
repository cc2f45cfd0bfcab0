package dev.promissory.domain;

import static dev.promissory.domain.Ask.close;
import static dev.promissory.domain.Happening.closed;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.held;
import static dev.promissory.domain.Happening.limited;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.openedByMoney;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.Rejection.BALANCE_TOO_LARGE;
import static dev.promissory.domain.Rejection.INSUFFICIENT_FUNDS;
import static dev.promissory.domain.Rejection.PROMISES_IN_FLIGHT;
import static dev.promissory.domain.Rejection.TOO_MANY_CURRENCIES;
import static dev.promissory.domain.Rejection.WALLET_CLOSED;
import static dev.promissory.domain.Rejection.WALLET_FROZEN;
import static dev.promissory.domain.Rejection.WALLET_NOT_FOUND;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.ASKED;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.leg;
import static dev.promissory.domain.Scenario.posting;

import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alice's part in a promise of several, which a journal coordinates. */
class ParticipantScenariosTest {

    private static final PromiseId PROMISE = new PromiseId(new WalletId("journal"), 1);
    private static final Parts PARTS = Parts.of(PROMISE);
    private static final Posting TAKES = posting(BOB, ALICE, "5 EUR");
    private static final Posting GIVES = posting(ALICE, CAROL, "2 USD");
    private static final Leg GIVEN = leg(CAROL, "2 USD");
    private static final PromiseAgreed AGREED = new PromiseAgreed(PROMISE, ALICE);
    private static final PromiseSettled SETTLED = new PromiseSettled(PROMISE, ALICE);
    private static final PromiseReleased RELEASED = new PromiseReleased(PROMISE, ALICE, BOB, WALLET_FROZEN);
    private static final PromiseKept KEPT = new PromiseKept(PROMISE, ALICE);
    private static final String LARGEST = "9".repeat(38) + " POINTS";

    private static AgreementAsked asked(Posting... postings) {
        return new AgreementAsked(PROMISE, ALICE, List.of(postings), ASKED, PAST, Memo.none(), Occasion.NONE);
    }

    private static PromiseRefused refusal(Rejection reason) {
        return new PromiseRefused(PROMISE, ALICE, reason);
    }

    @Test
    void whoOnlyTakesAgreesAndHasNothingYet() {
        given(opened())
                .when(asked(TAKES))
                .thenTelling(AGREED, PARTS.accepted(TAKES))
                .leaving("0 EUR");
        given().when(asked(TAKES)).thenTelling(AGREED, openedByMoney(), PARTS.accepted(TAKES));
        given().withAutoOpen(false).when(asked(TAKES)).thenTelling(refusal(WALLET_NOT_FOUND));
    }

    @Test
    void whoGivesIsDebitedAtOnce() {
        given(opened(), deposited("2 USD"))
                .when(asked(GIVES))
                .thenTelling(AGREED, PARTS.reserved(GIVEN))
                .leaving("0 USD");
        given(opened(), deposited("1.99 USD"))
                .when(asked(GIVES))
                .thenTelling(refusal(INSUFFICIENT_FUNDS), PARTS.refused(INSUFFICIENT_FUNDS, GIVES));
        given(opened(), deposited("2 USD"), held("h", "0.01 USD", NOW))
                .when(asked(GIVES))
                .thenTelling(refusal(INSUFFICIENT_FUNDS), PARTS.refused(INSUFFICIENT_FUNDS, GIVES));
        given(opened(), limited("2 USD"))
                .when(asked(GIVES))
                .thenTelling(AGREED, PARTS.reserved(GIVEN))
                .leaving("-2 USD");
        given().when(asked(GIVES)).thenTelling(refusal(WALLET_NOT_FOUND));
    }

    @Test
    void whoGivesAndTakesDoesBoth() {
        given(opened(), deposited("2 USD"))
                .when(asked(TAKES, GIVES))
                .thenTelling(AGREED, PARTS.reserved(GIVEN), PARTS.accepted(TAKES))
                .leaving("0 USD")
                .leaving("0 EUR");
        Posting same = posting(BOB, ALICE, "9 USD");
        given(opened())
                .when(asked(same, GIVES))
                .thenTelling(refusal(INSUFFICIENT_FUNDS), PARTS.refused(INSUFFICIENT_FUNDS, same, GIVES));
    }

    @Test
    void whoIsAskedTwiceGivesOnce() {
        given(opened(), deposited("4 USD"), PARTS.reserved(GIVEN))
                .when(asked(GIVES))
                .thenNothing();
        given(opened(), PARTS.accepted(TAKES)).when(asked(TAKES)).thenNothing();
    }

    @Test
    void aFrozenOrClosedWalletRefuses() {
        given(opened(), frozen())
                .when(asked(TAKES))
                .thenTelling(refusal(WALLET_FROZEN), PARTS.refused(WALLET_FROZEN, TAKES));
        given(opened(), deposited("2 USD"), frozen())
                .when(asked(GIVES))
                .thenTelling(refusal(WALLET_FROZEN), PARTS.refused(WALLET_FROZEN, GIVES));
        given(opened(), closed())
                .when(asked(TAKES))
                .thenTelling(refusal(WALLET_CLOSED), PARTS.refused(WALLET_CLOSED, TAKES));
    }

    @Test
    void whatWouldNotFitIsRefusedAlsoInSum() {
        Posting large = posting(BOB, ALICE, LARGEST);
        Posting one = posting(BOB, ALICE, "1 POINTS");
        given(opened()).when(asked(large)).thenTelling(AGREED, PARTS.accepted(large));
        given(opened())
                .when(asked(large, one))
                .thenTelling(refusal(BALANCE_TOO_LARGE), PARTS.refused(BALANCE_TOO_LARGE, large, one));
    }

    @Test
    void whatIsAcceptedCountsAmongTheCurrencies() {
        Posting one = posting(BOB, ALICE, "1 NEW");
        Posting other = posting(BOB, ALICE, "1 NEWER");
        Happening[] almost = Stream.of(
                        Stream.of(opened()), IntStream.range(0, 998).mapToObj(i -> deposited("1 C" + i)))
                .flatMap(happenings -> happenings)
                .toArray(Happening[]::new);
        given(almost).when(asked(one, other)).thenTelling(AGREED, PARTS.accepted(one, other));
        Happening[] waiting = Stream.concat(
                        Stream.of(almost),
                        Stream.of(Parts.of(new PromiseId(BOB, 1)).accepted(posting(BOB, ALICE, "1 OLD"))))
                .toArray(Happening[]::new);
        given(waiting).when(asked(one)).thenTelling(AGREED, PARTS.accepted(one));
        given(waiting)
                .when(asked(one, other))
                .thenTelling(refusal(TOO_MANY_CURRENCIES), PARTS.refused(TOO_MANY_CURRENCIES, one, other));
    }

    @Test
    void whatIsSettledArrivesWhateverHasBecomeOfTheWallet() {
        given(opened(), PARTS.accepted(TAKES))
                .when(SETTLED)
                .thenTelling(KEPT, PARTS.received(TAKES))
                .leaving("5 EUR");
        given(opened(), PARTS.accepted(TAKES), frozen())
                .when(SETTLED)
                .thenTelling(KEPT, PARTS.received(TAKES))
                .leaving("5 EUR");
        given(opened(), PARTS.accepted(TAKES), closed())
                .when(SETTLED)
                .thenTelling(KEPT, PARTS.received(TAKES))
                .leaving("5 EUR");
        Posting large = posting(BOB, ALICE, LARGEST);
        given(opened(), PARTS.accepted(large), deposited(LARGEST))
                .when(SETTLED)
                .thenTelling(KEPT, PARTS.received(large))
                .leaving("1" + "9".repeat(37) + "8 POINTS");
        given(opened(), deposited("2 USD"), PARTS.reserved(GIVEN), PARTS.accepted(TAKES))
                .when(SETTLED)
                .thenTelling(KEPT, PARTS.settled(GIVEN), PARTS.received(TAKES))
                .leaving("0 USD")
                .leaving("5 EUR");
    }

    @Test
    void whatIsReleasedComesBackWhateverHasBecomeOfTheWallet() {
        given(opened(), deposited("2 USD"), PARTS.reserved(GIVEN), frozen())
                .when(RELEASED)
                .then(PARTS.returned(BOB, WALLET_FROZEN, GIVEN))
                .leaving("2 USD");
        given(opened(), PARTS.accepted(TAKES), frozen())
                .when(RELEASED)
                .then(PARTS.released(BOB, WALLET_FROZEN, TAKES))
                .leaving("0 EUR");
        given(opened(), deposited("2 USD"), PARTS.reserved(GIVEN), PARTS.accepted(TAKES))
                .when(RELEASED)
                .then(PARTS.returned(BOB, WALLET_FROZEN, GIVEN), PARTS.released(BOB, WALLET_FROZEN, TAKES))
                .leaving("2 USD")
                .leaving("0 EUR");
    }

    @Test
    void aVerdictIsHeardOnceAndOnlyByWhoHasAgreed() {
        given(opened()).when(RELEASED).thenNothing();
        given(opened()).when(SETTLED).thenNothing();
        given().when(RELEASED).thenNothing();
        given(opened(), PARTS.refused(WALLET_FROZEN, TAKES)).when(RELEASED).thenNothing();
        given(opened(), PARTS.accepted(TAKES), PARTS.received(TAKES))
                .when(SETTLED)
                .thenNothing();
        given(opened(), PARTS.accepted(TAKES), PARTS.received(TAKES))
                .when(RELEASED)
                .thenNothing();
        given(opened(), PARTS.accepted(TAKES), PARTS.released(BOB, WALLET_FROZEN, TAKES))
                .when(SETTLED)
                .thenNothing();
        given(
                        opened(),
                        deposited("2 USD"),
                        PARTS.reserved(GIVEN),
                        PARTS.accepted(TAKES),
                        PARTS.settled(GIVEN),
                        PARTS.received(TAKES))
                .when(SETTLED)
                .thenNothing();
    }

    @Test
    void whoHasAgreedIsNotClosed() {
        given(opened(), PARTS.accepted(TAKES)).when(close()).thenRejected(PROMISES_IN_FLIGHT);
        given(opened(), deposited("2 USD"), PARTS.reserved(GIVEN)).when(close()).thenRejected(PROMISES_IN_FLIGHT);
        given(opened(), PARTS.accepted(TAKES), PARTS.released(BOB, WALLET_FROZEN, TAKES))
                .when(close())
                .then(closed());
        given(opened(), deposited("2 USD"), PARTS.reserved(GIVEN), PARTS.settled(GIVEN))
                .when(close())
                .then(closed());
        given(
                        opened(),
                        deposited("2 USD"),
                        PARTS.reserved(GIVEN),
                        PARTS.returned(BOB, WALLET_FROZEN, GIVEN),
                        withdrawn("2 USD"))
                .when(close())
                .then(closed());
    }
}
