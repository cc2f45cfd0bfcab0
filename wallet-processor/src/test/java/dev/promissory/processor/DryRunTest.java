package dev.promissory.processor;

import static dev.promissory.processor.Asks.deposit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.Topic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** A dry run is answered as the command would be, and nothing else happens. */
class DryRunTest extends StewardScenario {

    private static final String WITHDRAW =
            "{\"type\":\"Withdraw\",\"commandId\":\"w-1\",\"walletId\":\"alice\",\"amount\":\"%s\",\"currency\":\"EUR\"%s}";

    @Test
    void itSaysWhatWouldFollowAndNothingDoes() {
        given(deposit("d-1", "alice", "100 EUR"));
        whenTyped("alice", WITHDRAW.formatted("30", ",\"dryRun\":true"));
        assertMarked();
        thenAnswers("w-1 accepted at 3 -> 70.00 EUR");
        thenNothing();

        whenTyped("alice", WITHDRAW.formatted("130", ",\"dryRun\":true"));
        thenAnswers("w-1 rejected at 2 insufficient-funds");
        thenNothing();

        whenTyped("alice", WITHDRAW.formatted("30", ""));
        thenAnswers("w-1 accepted at 3 -> 70.00 EUR");
        thenFacts("alice#3 MoneyWithdrawn 30.00 EUR -> 70.00 EUR");
    }

    @Test
    void ofACommandThatHasBeenAnsweredItIsThatAnswer() {
        given(deposit("d-1", "alice", "100 EUR"));
        whenTyped("alice", WITHDRAW.formatted("30", ",\"dryRun\":false"));
        thenAnswers("w-1 accepted at 3 -> 70.00 EUR");
        whenTyped("alice", WITHDRAW.formatted("30", ",\"dryRun\":true"));
        whenTyped("alice", WITHDRAW.formatted("31", ",\"dryRun\":true"));
        thenAnswers("w-1 accepted at 3 -> 70.00 EUR replayed", "w-1 rejected at 3 command-id-reused");
    }

    private void assertMarked() {
        TestRecord<byte[], byte[]> outcome = onlyRecord(Topic.OUTCOMES);
        assertThat(header(outcome, HeaderNames.DRY_RUN)).isEqualTo("true");
        assertThat(new Sealer(Stewards.KEY).isSignedOutcome(outcome.headers(), outcome.value()))
                .isTrue();
        assertThat(Json.readObject(outcome.value()).get("dryRun").booleanValue())
                .isTrue();
        whenTyped("alice", WITHDRAW.formatted("30", ",\"dryRun\":true"));
    }
}
