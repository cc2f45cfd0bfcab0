package dev.promissory.processor;

import static dev.promissory.processor.Asks.captureHold;
import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.placeHold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.Topic;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice has 100.00 EUR, of which 30.00 are held for an hour. */
class HoldsTest extends StewardScenario {

    private static final String EXPIRED = "alice#4 HoldExpired h-1 30.00 EUR -> 100.00 EUR";
    private static final String DUE = "{\"v\":1,\"type\":\"HoldDue\",\"walletId\":\"alice\",\"holdId\":\"h-1\"}";

    @BeforeEach
    void hold() {
        given(deposit("d-1", "alice", "100 EUR"), placeHold("p-1", "alice", "h-1", "30 EUR", "PT1H"));
    }

    @Test
    void anAnswerNamesTheHold() {
        when(placeHold("p-2", "alice", "h-2", "1 EUR", "PT1H"), placeHold("p-2", "alice", "h-2", "1 EUR", "PT60M"));
        thenFacts("alice#4 HoldPlaced h-2 1.00 EUR until 2026-11-23T09:00:00Z -> 100.00 EUR");
        thenAnswers(
                "p-2 accepted at 4 holding h-2 -> 100.00 EUR", "p-2 accepted at 4 holding h-2 -> 100.00 EUR replayed");
    }

    @Test
    void aHoldExpiresWhenItsTimeHasComeWithoutAnybodyAsking() {
        whenTimePasses(Duration.ofMinutes(60).minusMillis(1));
        thenNothing();

        whenTimePasses(Duration.ofMillis(101));
        thenFacts(EXPIRED);
        assertThat(records(Topic.COMMANDS)).singleElement().satisfies(record -> {
            assertThat(text(record.key())).isEqualTo("alice");
            assertThat(text(record.value())).isEqualTo(DUE);
        });
        thenAnswers();

        whenTimePasses(Duration.ofDays(1));
        thenNothing();
    }

    @Test
    void aHoldThatExpiredCannotBeCaptured() {
        whenTimePasses(Duration.ofHours(2));
        thenFacts(EXPIRED);
        when(captureHold("x-1", "alice", "h-1"));
        thenFacts();
        thenAnswers("x-1 rejected at 4 hold-expired");
    }

    /** The record of the timer is what ends a hold: a capture that lies before it in the topic comes in time. */
    @Test
    void aCaptureThatWasInTheTopicFirstWins() {
        after(Duration.ofHours(2));
        when(captureHold("x-1", "alice", "h-1"));
        thenFacts(
                "alice#4 HoldCaptured h-1 30.00 EUR of 30.00 EUR -> 100.00 EUR",
                "alice#5 MoneyWithdrawn 30.00 EUR for h-1 -> 70.00 EUR");
        whenTyped("alice", DUE);
        whenTimePasses(Duration.ofHours(2));
        thenFacts();
    }

    @Test
    void aTimerThatSomebodyElseSendsTooEarlyDoesNothing() {
        after(Duration.ofMinutes(59));
        whenTyped("alice", DUE);
        thenFacts();
        thenAnswers();
        thenDeadLetters();
        after(Duration.ofMinutes(-59));

        whenTimePasses(Duration.ofHours(1).plusMillis(100));
        thenFacts(EXPIRED);
    }

    @Test
    void aTimerRingsAgainWhenTheBrokersClockIsBehind() {
        after(Duration.ofHours(-1));
        whenTimePasses(Duration.ofHours(1).plusMillis(100));
        thenFacts(EXPIRED);
    }

    @Test
    void aTimerForNobodyOrFromTheWrongKeyDoesNothing() {
        whenTyped("bob", DUE.replace("alice", "bob"));
        thenFacts();
        thenDeadLetters();
        whenTyped("bob", DUE);
        thenFacts();
        thenDeadLetters("commandId is missing");
        whenWritten(Topic.COMMANDS, "alice", bytes(DUE.replace("}", ",\"x\":1}")), new RecordHeaders());
        thenDeadLetters("commandId is missing");
    }

    @Test
    void aHoldCapturedForSomebodyElseIsAPromise() {
        when(captureHold("x-1", "alice", "h-1", "20", "bob"));
        thenFacts(
                "alice#4 HoldCaptured h-1 20.00 EUR of 30.00 EUR -> 100.00 EUR",
                "alice#5 TransferPromised 20.00 EUR to bob for h-1 -> 80.00 EUR",
                "bob#1 WalletOpened",
                "bob#2 TransferReceived alice~5 20.00 EUR for h-1 -> 20.00 EUR");
        thenAnswers("x-1 accepted at 5 promised alice~5 holding h-1 -> 80.00 EUR");
    }
}
