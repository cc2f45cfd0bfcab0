package dev.promissory.processor;

import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.exchange;
import static dev.promissory.processor.Asks.limit;
import static dev.promissory.processor.Asks.open;
import static dev.promissory.processor.Asks.transfer;
import static dev.promissory.processor.Asks.withdraw;

import dev.promissory.domain.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest extends StewardScenario {

    private static final Duration REMEMBERED = Duration.ofHours(24);

    @Test
    void aCommandThatComesAgainGetsItsFirstAnswer() {
        given(deposit("d-1", "alice", "12.50 EUR"), withdraw("w-1", "alice", "1.00 EUR"));
        when(deposit("d-1", "alice", "12.50 EUR"));
        thenFacts();
        thenAnswers("d-1 accepted at 2 opened -> 12.50 EUR replayed");
    }

    @Test
    void concurrentCopiesAllGetTheAnswerAndOneEffect() {
        when(
                deposit("d-1", "alice", "1.00 EUR"),
                deposit("d-1", "alice", "1.00 EUR"),
                deposit("d-1", "alice", "1.0 EUR"));
        thenFacts("alice#1 WalletOpened", "alice#2 MoneyDeposited 1.00 EUR -> 1.00 EUR");
        thenAnswers(
                "d-1 accepted at 2 opened -> 1.00 EUR",
                "d-1 accepted at 2 opened -> 1.00 EUR replayed",
                "d-1 accepted at 2 opened -> 1.00 EUR replayed");
    }

    @Test
    void aRefusalStandsEvenWhenTheReasonHasGone() {
        given(open("o-1", "alice"), withdraw("w-1", "alice", "1.00 EUR"), deposit("d-1", "alice", "5.00 EUR"));
        when(withdraw("w-1", "alice", "1.00 EUR"), withdraw("w-2", "alice", "1.00 EUR"));
        thenFacts("alice#3 MoneyWithdrawn 1.00 EUR -> 4.00 EUR");
        thenAnswers("w-1 rejected at 1 insufficient-funds replayed", "w-2 accepted at 3 -> 4.00 EUR");
    }

    @Test
    void aRefusalNamesTheFieldAsItsCommandDoesAlsoAgain() {
        Command limit = limit("l-1", "alice", "0.001 EUR");
        Command exchange = exchange("x-1", "alice", "alice", "1.00 EUR", "1.00 USD", "1");
        given(open("o-1", "alice"));
        when(limit, limit, exchange, exchange);
        thenFields("limit", "limit", "with", "with");
    }

    @Test
    void aTransferThatComesAgainIsPromisedOnce() {
        given(deposit("d-1", "alice", "5.00 EUR"), transfer("t-1", "alice", "bob", "2.00 EUR"));
        when(transfer("t-1", "alice", "bob", "2.00 EUR"));
        thenFacts();
        thenAnswers("t-1 accepted at 3 promised alice~3 -> 3.00 EUR replayed");
    }

    @Test
    void anIdThatNamedAnotherCommandIsRefusedAndTheFirstAnswerStays() {
        given(deposit("d-1", "alice", "5.00 EUR"));
        when(
                deposit("d-1", "alice", "6.00 EUR"),
                withdraw("d-1", "alice", "5.00 EUR"),
                deposit("d-1", "alice", "5.00 EUR"));
        thenFacts();
        thenAnswers(
                "d-1 rejected at 2 command-id-reused",
                "d-1 rejected at 2 command-id-reused",
                "d-1 accepted at 2 opened -> 5.00 EUR replayed");
    }

    @Test
    void twoWalletsMayUseOneId() {
        given(deposit("d-1", "alice", "5.00 EUR"));
        when(deposit("d-1", "bob", "5.00 EUR"));
        thenAnswers("d-1 accepted at 2 opened -> 5.00 EUR");
    }

    /** Wherever in a slice of time the answer was given. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7_199_999, 14_400_000, 28_799_999})
    void anAnswerIsRememberedForAsLongAsWasPromised(long offsetMs) {
        after(Duration.ofMillis(offsetMs));
        given(deposit("d-1", "alice", "5.00 EUR"));
        after(REMEMBERED);
        given(deposit("d-2", "bob", "1.00 EUR"));
        when(deposit("d-1", "alice", "5.00 EUR"));
        thenFacts();
        thenAnswers("d-1 accepted at 2 opened -> 5.00 EUR replayed");
    }

    /** The id is free again, at the latest after a third more. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7_199_999, 14_400_000, 28_799_999})
    void anAnswerIsForgottenAfterAThirdMore(long offsetMs) {
        after(Duration.ofMillis(offsetMs));
        given(deposit("d-1", "alice", "5.00 EUR"));
        after(REMEMBERED.multipliedBy(4).dividedBy(3));
        when(deposit("d-1", "alice", "5.00 EUR"));
        thenAnswers("d-1 accepted at 3 -> 10.00 EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "PT1H", "PT12H", "P2D", "P400D"})
    void aClockThatIsSetBackForgetsNothing(Duration back) {
        after(Duration.ofDays(1_000));
        given(deposit("d-1", "alice", "5.00 EUR"));
        after(back.negated());
        when(deposit("d-1", "alice", "5.00 EUR"), deposit("d-2", "alice", "1.00 EUR"));
        when(deposit("d-2", "alice", "1.00 EUR"));
        thenAnswers(
                "d-1 accepted at 2 opened -> 5.00 EUR replayed",
                "d-2 accepted at 3 -> 6.00 EUR",
                "d-2 accepted at 3 -> 6.00 EUR replayed");
    }
}
