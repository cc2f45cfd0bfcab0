package dev.promissory.domain;

import static dev.promissory.domain.Ask.cancel;
import static dev.promissory.domain.Ask.capture;
import static dev.promissory.domain.Ask.capturing;
import static dev.promissory.domain.Ask.exchange;
import static dev.promissory.domain.Ask.from;
import static dev.promissory.domain.Ask.hold;
import static dev.promissory.domain.Ask.journal;
import static dev.promissory.domain.Ask.reverse;
import static dev.promissory.domain.Ask.schedule;
import static dev.promissory.domain.Ask.to;
import static dev.promissory.domain.Happening.closed;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.expired;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.held;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.PrecedenceTest.row;
import static dev.promissory.domain.Rejection.*;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.leg;
import static dev.promissory.domain.Scenario.money;
import static dev.promissory.domain.Scenario.posting;
import static java.util.Collections.nCopies;

import dev.promissory.domain.PrecedenceTest.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@link PrecedenceTest} shows of money that waits, and of money that several move. */
final class LedgerPrecedence {

    private static final Instant TOO_FAR = Instant.parse("2027-01-01T13:00:00.001Z");

    private static final FactHead SECOND = new FactHead(ALICE, 2, Scenario.ASKED, PAST, Memo.none());
    static final Fact FREEZE = new Fact.WalletFrozen(SECOND);
    private static final Fact DEPOSIT = new Fact.MoneyDeposited(
            SECOND, money("1 EUR"), Balance.zero(new Currency("EUR")).credited(money("1 EUR")), Occasion.NONE);
    private static final Fact SETTLED =
            new Fact.TransferSettled(SECOND, alicesPromise(1), PAST, List.of(leg(BOB, "1 EUR"), leg(CAROL, "1 EUR")));

    private LedgerPrecedence() {}

    /** Of holds and schedules. */
    static Stream<Row> ofMoneyThatWaits() {
        return Stream.of(
                row(
                        WALLET_FROZEN,
                        HOLD_NOT_FOUND,
                        given(opened(), frozen()).when(capture("h")),
                        given(opened()).when(capture("h"))),
                row(
                        WALLET_FROZEN,
                        HOLD_ALREADY_EXISTS,
                        holding(frozen()).when(hold("h", "1 EUR", "PT1H")),
                        holding().when(hold("h", "1 EUR", "PT1H"))),
                row(
                        HOLD_ALREADY_EXISTS,
                        INVALID_EXPIRY,
                        holding().when(hold("h", "1 EUR", "PT0S")),
                        holding().when(hold("i", "1 EUR", "PT0S"))),
                row(
                        INVALID_EXPIRY,
                        INVALID_CURRENCY,
                        given(opened()).when(hold("h", "1 eur", "PT0S")),
                        given(opened()).when(hold("h", "1 eur", "PT1S"))),
                row(
                        AMOUNT_NOT_POSITIVE,
                        INSUFFICIENT_FUNDS,
                        given(opened()).when(hold("h", "-1 EUR", "PT1S")),
                        given(opened()).when(hold("h", "1 EUR", "PT1S"))),
                row(
                        HOLD_EXPIRED,
                        TRANSFER_TO_SELF,
                        holding(expired("h", "1 EUR")).when(capture("h", "1 EUR", ALICE)),
                        holding().when(capture("h", "1 EUR", ALICE))),
                row(
                        INVALID_CURRENCY,
                        HOLD_CURRENCY_DIFFERS,
                        holding().when(capturing("h", Optional.empty(), Optional.of("euro"), Optional.empty())),
                        holding().when(capturing("h", Optional.empty(), Optional.of("USD"), Optional.empty()))),
                row(
                        TRANSFER_TO_SELF,
                        CAPTURE_EXCEEDS_HOLD,
                        holding().when(capture("h", "2 EUR", ALICE)),
                        holding().when(capture("h", "2 EUR", BOB))),
                row(
                        WALLET_NOT_FOUND,
                        SCHEDULE_NOT_OPEN,
                        given().when(cancel(ALICE, 1)),
                        given(opened()).when(cancel(ALICE, 1))),
                row(
                        NOT_A_WALLET,
                        SCHEDULE_NOT_OPEN,
                        given(Parts.of(alicesPromise(1)).journalOpened(NOW, posting(BOB, CAROL, "1 EUR")))
                                .when(cancel(ALICE, 1)),
                        given(opened(), closed()).when(cancel(ALICE, 1))),
                row(
                        WALLET_FROZEN,
                        SCHEDULE_TOO_FAR,
                        given(opened(), frozen()).when(schedule(TOO_FAR, to(BOB, "1 EUR"))),
                        given(opened()).when(schedule(TOO_FAR, to(BOB, "1 EUR")))),
                row(
                        SCHEDULE_TOO_FAR,
                        TRANSFER_TO_SELF,
                        given(opened()).when(schedule(TOO_FAR, to(ALICE, "1 EUR"))),
                        given(opened()).when(schedule(NOW, to(ALICE, "1 EUR")))));
    }

    /** Of journals and reversals. */
    static Stream<Row> ofPromisesOfSeveral() {
        return Stream.of(
                row(
                        NOT_A_WALLET,
                        INVALID_EXPIRY,
                        given().when(journal("PT0S", from(ALICE, BOB, "1 EUR"))),
                        given().when(journal("PT0S", from(CAROL, BOB, "1 EUR")))),
                row(
                        ID_TAKEN,
                        INVALID_EXPIRY,
                        given(opened()).when(journal("PT0S", from(CAROL, BOB, "1 EUR"))),
                        given().when(journal("PT0S", from(CAROL, BOB, "1 EUR")))),
                row(
                        INVALID_EXPIRY,
                        TOO_MANY_LEGS,
                        given().when(journal("PT0S", nCopies(101, from(CAROL, BOB, "1 EUR")))),
                        given().when(journal("PT1S", nCopies(101, from(CAROL, BOB, "1 EUR"))))),
                row(
                        TOO_MANY_LEGS,
                        TRANSFER_TO_SELF,
                        given().when(journal("PT1S", nCopies(101, from(BOB, BOB, "1 EUR")))),
                        given().when(journal("PT1S", nCopies(100, from(BOB, BOB, "1 EUR"))))),
                row(
                        ID_TAKEN,
                        INVALID_CURRENCY,
                        given(opened()).when(exchange(BOB, "1 eur", CAROL, "1 USD", "1")),
                        given().when(exchange(BOB, "1 eur", CAROL, "1 USD", "1"))),
                row(
                        ID_TAKEN,
                        RATE_MISMATCH,
                        given(opened()).when(exchange(BOB, "1 EUR", CAROL, "1 USD", "2")),
                        given().when(exchange(BOB, "1 EUR", CAROL, "1 USD", "2"))),
                row(
                        TRANSFER_TO_SELF,
                        RATE_MISMATCH,
                        given().when(exchange(BOB, "1 EUR", BOB, "1 USD", "2")),
                        given().when(exchange(BOB, "1 EUR", CAROL, "1 USD", "2"))),
                row(
                        AMOUNT_NOT_POSITIVE,
                        RATE_MISMATCH,
                        given().when(exchange(BOB, "0 EUR", CAROL, "1 USD", "2")),
                        given().when(exchange(BOB, "1 EUR", CAROL, "1 USD", "2"))),
                row(
                        WALLET_FROZEN,
                        PROOF_INVALID,
                        given(opened(), frozen()).withForgedProof().when(reverse(DEPOSIT)),
                        given(opened()).withForgedProof().when(reverse(DEPOSIT))),
                row(
                        WALLET_NOT_FOUND,
                        NOT_REVERSIBLE,
                        given().when(reverse(FREEZE)),
                        given(opened()).when(reverse(FREEZE))),
                row(
                        ID_TAKEN,
                        PROOF_INVALID,
                        given(opened()).withForgedProof().when(reverse(SETTLED)),
                        given().withForgedProof().when(reverse(SETTLED))),
                row(
                        PROOF_INVALID,
                        ALREADY_REVERSED,
                        reversedOnce().withForgedProof().when(reverse(DEPOSIT)),
                        reversedOnce().when(reverse(DEPOSIT))),
                row(
                        ALREADY_REVERSED,
                        INSUFFICIENT_FUNDS,
                        reversedOnce().when(reverse(DEPOSIT)),
                        given(opened()).when(reverse(DEPOSIT))));
    }

    /** All of Alice's 1.00 EUR is held. */
    static Scenario holding(Happening... then) {
        return given(Stream.concat(
                        Stream.of(opened(), deposited("1 EUR"), held("h", "1 EUR", NOW.plusSeconds(9))),
                        Stream.of(then))
                .toArray(Happening[]::new));
    }

    private static Scenario reversedOnce() {
        Occasion reversal = new Occasion.Reversal(new Reversed(ALICE, 2));
        return given(opened(), deposited("1 EUR"), withdrawn("1 EUR", reversal));
    }
}
