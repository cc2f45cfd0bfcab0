package dev.promissory.domain;

import static dev.promissory.domain.Ask.capture;
import static dev.promissory.domain.Ask.close;
import static dev.promissory.domain.Ask.deposit;
import static dev.promissory.domain.Ask.freeze;
import static dev.promissory.domain.Ask.from;
import static dev.promissory.domain.Ask.journal;
import static dev.promissory.domain.Ask.limit;
import static dev.promissory.domain.Ask.open;
import static dev.promissory.domain.Ask.openFor;
import static dev.promissory.domain.Ask.reverse;
import static dev.promissory.domain.Ask.to;
import static dev.promissory.domain.Ask.transfer;
import static dev.promissory.domain.Ask.withdraw;
import static dev.promissory.domain.Happening.closed;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.limited;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.promised;
import static dev.promissory.domain.Happening.unfrozen;
import static dev.promissory.domain.LedgerPrecedence.FREEZE;
import static dev.promissory.domain.LedgerPrecedence.holding;
import static dev.promissory.domain.Rejection.*;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.given;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Scenario.Outcome;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a command breaks two rules the answer is the earlier one; mend that, and the answer is the later one. */
class PrecedenceTest {

    private static final Memo LONG = Memo.of("r".repeat(257), Map.of());
    private static final Memo LARGE = Memo.of("r", Map.of("k", "v".repeat(4096)));
    private static final Memo LONG_AND_LARGE = Memo.of("r".repeat(257), Map.of("k", "v".repeat(4096)));
    private static final String LONG_NAME = "o".repeat(257);
    private static final String ONE_E37 = "1" + "0".repeat(37);

    private static final Requirement RICH =
            new Requirement(new Currency("EUR"), Requirement.Part.TOTAL, Requirement.Comparison.GT, BigDecimal.ONE);

    record Pair(Rejection earlier, Rejection later) {
        static Pair of(Rejection earlier, Rejection later) {
            return new Pair(earlier, later);
        }
    }

    /** {@code both} breaks both rules of the pair, {@code mended} only the later. */
    record Row(Pair pair, Outcome both, Outcome mended) {
        @Override
        public String toString() {
            return pair.earlier().code() + " before " + pair.later().code();
        }
    }

    static Stream<Row> neighbours() {
        return Stream.of(
                row(
                        SEQUENCE_MISMATCH,
                        CONDITION_FAILED,
                        given().expectingSequence(9).requiring(RICH).when(open()),
                        given().expectingSequence(0).requiring(RICH).when(open())),
                row(
                        CONDITION_FAILED,
                        REFERENCE_TOO_LONG,
                        given().requiring(RICH).noting(LONG).when(open()),
                        given().noting(LONG).when(open())),
                row(
                        REFERENCE_TOO_LONG,
                        METADATA_TOO_LARGE,
                        given().noting(LONG_AND_LARGE).when(open()),
                        given().noting(LARGE).when(open())),
                row(
                        METADATA_TOO_LARGE,
                        OWNER_TOO_LONG,
                        given().noting(LARGE).when(openFor(LONG_NAME)),
                        given().when(openFor(LONG_NAME))),
                row(
                        TOO_MANY_LEGS,
                        TRANSFER_TO_SELF,
                        given(opened(), deposited("1 EUR")).when(transfer("1 EUR", many(ALICE))),
                        given(opened(), deposited("1 EUR")).when(transfer("1 EUR", ALICE))),
                row(
                        TRANSFER_TO_SELF,
                        INVALID_CURRENCY,
                        given(opened()).when(transfer("1 eur", ALICE)),
                        given(opened()).when(transfer("1 eur", BOB))),
                row(
                        NOT_A_WALLET,
                        ID_TAKEN,
                        given(opened()).when(journal("PT30S", from(ALICE, BOB, "1 EUR"))),
                        given(opened()).when(journal("PT30S", from(CAROL, BOB, "1 EUR")))),
                row(
                        PROOF_INVALID,
                        NOT_REVERSIBLE,
                        given(opened()).withForgedProof().when(reverse(FREEZE)),
                        given(opened()).when(reverse(FREEZE))),
                row(
                        INVALID_CURRENCY,
                        LIMIT_NEGATIVE,
                        given(opened()).when(limit("-1 eur")),
                        given(opened()).when(limit("-1 EUR"))),
                row(
                        AMOUNT_TOO_LARGE,
                        HOLD_CURRENCY_DIFFERS,
                        holding().when(capture("h", ONE_E37 + "0 POINTS")),
                        holding().when(capture("h", ONE_E37 + " POINTS"))),
                row(
                        HOLD_CURRENCY_DIFFERS,
                        CAPTURE_EXCEEDS_HOLD,
                        holding().when(capture("h", "2 USD")),
                        holding().when(capture("h", "2 EUR"))),
                row(
                        BALANCE_TOO_LARGE,
                        TOO_MANY_CURRENCIES,
                        withAThousandCurrencies().when(transfer(to(BOB, "1 AA"), to(BOB, "0.01 C0"))),
                        withAThousandCurrencies().when(transfer(to(BOB, "1 AA"), to(BOB, "1 C0")))),
                row(
                        INVALID_CURRENCY,
                        AMOUNT_NOT_POSITIVE,
                        given(opened()).when(deposit("0 eur")),
                        given(opened()).when(deposit("0 EUR"))),
                row(
                        AMOUNT_NOT_POSITIVE,
                        TOO_MANY_FRACTION_DIGITS,
                        given(opened()).when(deposit("-0.001 EUR")),
                        given(opened()).when(deposit("0.001 EUR"))),
                row(
                        TOO_MANY_FRACTION_DIGITS,
                        AMOUNT_TOO_LARGE,
                        given(opened()).when(deposit(ONE_E37 + ".001 EUR")),
                        given(opened()).when(deposit(ONE_E37 + ".01 EUR"))),
                row(
                        AMOUNT_TOO_LARGE,
                        INSUFFICIENT_FUNDS,
                        given(opened()).when(withdraw(ONE_E37 + "0 POINTS")),
                        given(opened()).when(withdraw(ONE_E37 + " POINTS"))),
                row(
                        INSUFFICIENT_FUNDS,
                        BALANCE_TOO_LARGE,
                        given(opened(), deposited("0.01 POINTS")).when(withdraw(ONE_E37 + " POINTS")),
                        given(opened(), deposited(ONE_E37 + " POINTS")).when(withdraw("0.01 POINTS"))),
                row(
                        WALLET_NOT_EMPTY,
                        PROMISES_IN_FLIGHT,
                        given(opened(), deposited("2 EUR"), promised("1 EUR", BOB))
                                .when(close()),
                        given(opened(), deposited("1 EUR"), promised("1 EUR", BOB))
                                .when(close())));
    }

    /** Where neighbours cannot meet, the order still holds between the groups. */
    static Stream<Row> acrossGroups() {
        return Stream.of(
                row(
                        SEQUENCE_MISMATCH,
                        WALLET_NOT_FOUND,
                        given().expectingSequence(9).when(freeze()),
                        given().expectingSequence(0).when(freeze())),
                row(METADATA_TOO_LARGE, WALLET_NOT_FOUND, given().noting(LARGE).when(freeze()), given().when(freeze())),
                row(
                        OWNER_TOO_LONG,
                        WALLET_CLOSED,
                        given(opened(), closed()).when(openFor(LONG_NAME)),
                        given(opened(), closed()).when(openFor("Alice"))),
                row(
                        METADATA_TOO_LARGE,
                        WALLET_FROZEN,
                        given(opened(), frozen()).noting(LARGE).when(withdraw("1 EUR")),
                        given(opened(), frozen()).when(withdraw("1 EUR"))),
                row(
                        WALLET_NOT_FOUND,
                        TOO_MANY_LEGS,
                        given().when(transfer("1 EUR", many(BOB))),
                        given(opened()).when(transfer("1 EUR", many(BOB)))),
                row(
                        WALLET_CLOSED,
                        TOO_MANY_LEGS,
                        given(opened(), closed()).when(transfer("1 EUR", many(BOB))),
                        given(opened()).when(transfer("1 EUR", many(BOB)))),
                row(
                        WALLET_FROZEN,
                        TOO_MANY_LEGS,
                        given(opened(), frozen()).when(transfer("1 EUR", many(BOB))),
                        given(opened(), frozen(), unfrozen()).when(transfer("1 EUR", many(BOB)))),
                row(
                        WALLET_FROZEN,
                        TRANSFER_TO_SELF,
                        given(opened(), frozen()).when(transfer("1 EUR", ALICE)),
                        given(opened()).when(transfer("1 EUR", ALICE))),
                row(
                        TRANSFER_TO_SELF,
                        INSUFFICIENT_FUNDS,
                        given(opened()).when(transfer("1 EUR", ALICE)),
                        given(opened()).when(transfer("1 EUR", BOB))),
                row(
                        WALLET_NOT_FOUND,
                        INVALID_CURRENCY,
                        given().withAutoOpen(false).when(deposit("1 eur")),
                        given().withAutoOpen(true).when(deposit("1 eur"))),
                row(
                        WALLET_CLOSED,
                        INVALID_CURRENCY,
                        given(opened(), closed()).when(withdraw("1 eur")),
                        given(opened()).when(withdraw("1 eur"))),
                row(
                        WALLET_FROZEN,
                        INVALID_CURRENCY,
                        given(opened(), frozen()).when(deposit("1 eur")),
                        given(opened()).when(deposit("1 eur"))),
                row(
                        TOO_MANY_FRACTION_DIGITS,
                        INSUFFICIENT_FUNDS,
                        given(opened()).when(withdraw("0.001 EUR")),
                        given(opened()).when(withdraw("0.01 EUR"))),
                row(
                        WALLET_FROZEN,
                        BALANCE_TOO_LARGE,
                        given(opened(), deposited(ONE_E37 + " POINTS"), frozen())
                                .when(deposit("0.01 POINTS")),
                        given(opened(), deposited(ONE_E37 + " POINTS")).when(deposit("0.01 POINTS"))),
                row(
                        AMOUNT_TOO_LARGE,
                        BALANCE_TOO_LARGE,
                        given(opened(), deposited(ONE_E37 + " POINTS")).when(deposit(ONE_E37 + "0 POINTS")),
                        given(opened(), deposited(ONE_E37 + " POINTS")).when(deposit("0.01 POINTS"))),
                row(
                        WALLET_FROZEN,
                        WALLET_NOT_EMPTY,
                        given(opened(), deposited("1 EUR"), frozen()).when(close()),
                        given(opened(), deposited("1 EUR")).when(close())),
                row(
                        WALLET_FROZEN,
                        PROMISES_IN_FLIGHT,
                        given(opened(), deposited("1 EUR"), promised("1 EUR", BOB), frozen())
                                .when(close()),
                        given(opened(), deposited("1 EUR"), promised("1 EUR", BOB))
                                .when(close())));
    }

    @ParameterizedTest
    @MethodSource({
        "neighbours",
        "acrossGroups",
        "dev.promissory.domain.LedgerPrecedence#ofMoneyThatWaits",
        "dev.promissory.domain.LedgerPrecedence#ofPromisesOfSeveral"
    })
    void theEarlierIsTheAnswer(Row row) {
        assertThat(row.pair().earlier()).isLessThan(row.pair().later());
        row.both().thenRejected(row.pair().earlier());
        row.mended().thenRejected(row.pair().later());
    }

    @Test
    void everyPairOfNeighboursIsInTheTableOrCannotMeet() {
        Set<Pair> cannotMeet = Set.of(
                // What cannot be read has no identity, and the memory of commands is asked before the rules are.
                Pair.of(MALFORMED_COMMAND, COMMAND_ID_REUSED),
                Pair.of(COMMAND_ID_REUSED, SEQUENCE_MISMATCH),
                // Only OpenWallet has an owner, and it never misses the wallet.
                Pair.of(OWNER_TOO_LONG, WALLET_NOT_FOUND),
                // A wallet is in one state.
                Pair.of(WALLET_NOT_FOUND, WALLET_CLOSED),
                Pair.of(WALLET_CLOSED, WALLET_FROZEN),
                Pair.of(WALLET_FROZEN, NOT_A_WALLET),
                // Journals place no holds.
                Pair.of(ID_TAKEN, HOLD_ALREADY_EXISTS),
                // To place a hold and to resolve it are two commands, and so are those that have a time span or none.
                Pair.of(HOLD_ALREADY_EXISTS, HOLD_NOT_FOUND),
                Pair.of(HOLD_EXPIRED, INVALID_EXPIRY),
                // A hold is never placed, or in one state.
                Pair.of(HOLD_NOT_FOUND, HOLD_ALREADY_CAPTURED),
                Pair.of(HOLD_ALREADY_CAPTURED, HOLD_ALREADY_RELEASED),
                Pair.of(HOLD_ALREADY_RELEASED, HOLD_EXPIRED),
                // To place a hold, to cancel a schedule, to make one and to reverse are four commands.
                Pair.of(INVALID_EXPIRY, SCHEDULE_NOT_OPEN),
                Pair.of(SCHEDULE_NOT_OPEN, SCHEDULE_TOO_FAR),
                Pair.of(SCHEDULE_TOO_FAR, PROOF_INVALID),
                // What cannot be reversed never has been.
                Pair.of(NOT_REVERSIBLE, ALREADY_REVERSED),
                // What goes back has as many legs as what came.
                Pair.of(ALREADY_REVERSED, TOO_MANY_LEGS),
                // Only a limit is refused for being negative, and it may be zero.
                Pair.of(LIMIT_NEGATIVE, AMOUNT_NOT_POSITIVE),
                // To capture, to exchange and to spend are three commands: a journal has no funds to look at.
                Pair.of(CAPTURE_EXCEEDS_HOLD, RATE_MISMATCH),
                Pair.of(RATE_MISMATCH, INSUFFICIENT_FUNDS),
                // To move money, to set a limit and to close are three commands.
                Pair.of(TOO_MANY_CURRENCIES, TOO_MANY_OVERDRAFT_LIMITS),
                Pair.of(TOO_MANY_OVERDRAFT_LIMITS, WALLET_NOT_EMPTY),
                // No command is answered that a deadline has passed.
                Pair.of(PROMISES_IN_FLIGHT, DEADLINE_PASSED));
        Set<Pair> shown = Stream.of(
                        neighbours(),
                        acrossGroups(),
                        LedgerPrecedence.ofMoneyThatWaits(),
                        LedgerPrecedence.ofPromisesOfSeveral())
                .flatMap(rows -> rows)
                .map(Row::pair)
                .collect(Collectors.toSet());
        assertThat(cannotMeet).as("what is shown can meet").doesNotContainAnyElementsOf(shown);
        Set<Pair> covered = Stream.of(shown, cannotMeet).flatMap(Set::stream).collect(Collectors.toSet());
        Rejection[] all = Rejection.values();
        assertThat(IntStream.range(1, all.length).mapToObj(i -> Pair.of(all[i - 1], all[i])))
                .allMatch(covered::contains);
    }

    /** One of them is as long as it can be; of one more, Alice could spend on credit. */
    private static Scenario withAThousandCurrencies() {
        return given(Stream.of(
                        Stream.of(opened(), limited("1 AA"), deposited(ONE_E37 + " C0")),
                        IntStream.range(1, 1_000).mapToObj(i -> deposited("1 C" + i)))
                .flatMap(happenings -> happenings)
                .toArray(Happening[]::new));
    }

    /** One more than a transfer may have. */
    private static WalletId[] many(WalletId receiver) {
        return nCopies(Transfer.MAX_LEGS + 1, receiver).toArray(WalletId[]::new);
    }

    static Row row(Rejection earlier, Rejection later, Outcome both, Outcome mended) {
        return new Row(Pair.of(earlier, later), both, mended);
    }
}
