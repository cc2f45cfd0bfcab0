package dev.promissory.processor;

import static dev.promissory.processor.Asks.cancel;
import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.schedule;
import static dev.promissory.processor.Asks.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice has 100.00 EUR, of which Bob is to get 40.00 in an hour. */
class SchedulesTest extends StewardScenario {

    private static final Instant IN_AN_HOUR = Stewards.START.plus(Duration.ofHours(1));

    @BeforeEach
    void scheduled() {
        given(deposit("d-1", "alice", "100 EUR"), schedule("s-1", "alice", "bob", "40 EUR", IN_AN_HOUR));
    }

    @Test
    void anAnswerNamesTheSchedule() {
        when(schedule("s-2", "alice", "bob", "1 EUR", IN_AN_HOUR));
        thenAnswers("s-2 accepted at 4 scheduled alice~4");
        thenFacts("alice#4 TransferScheduled 1.00 EUR to bob at 2026-11-23T09:00:00Z");
    }

    @Test
    void aScheduledTransferIsMadeOnceItsTimeHasCome() {
        whenTimePasses(Duration.ofMinutes(59));
        thenFacts();
        whenTimePasses(Duration.ofMinutes(2));
        thenFacts(
                "alice#4 TransferPromised 40.00 EUR to bob for alice~3 -> 60.00 EUR",
                "bob#1 WalletOpened",
                "bob#2 TransferReceived alice~4 40.00 EUR for alice~3 -> 40.00 EUR");
        whenTimePasses(Duration.ofDays(1));
        thenFacts();
        when(cancel("c-1", "alice~3"));
        thenAnswers("c-1 rejected at 4 schedule-not-open");
    }

    @Test
    void oneThatIsCancelledIsNeverMade() {
        when(cancel("c-1", "alice~3"));
        thenFacts("alice#4 ScheduleCancelled alice~3");
        whenTimePasses(Duration.ofDays(1));
        thenFacts();
    }

    @Test
    void oneThatCannotBePaidSaysSo() {
        given(withdraw("w-1", "alice", "61 EUR"));
        whenTimePasses(Duration.ofHours(2));
        thenFacts("alice#5 ScheduleFailed alice~3 insufficient-funds");
    }

    @Test
    void ofManyThatAreDueInTheSameMomentSomeAreMadeAtATime() {
        int most = TimerStore.MOST_UNDER_WAY;
        // With the one that is scheduled already.
        for (int i = 1; i < 2 * most + 10; i++) {
            given(schedule("many-" + i, "alice", "bob", "0.01 EUR", IN_AN_HOUR));
        }
        whenTimePasses(Duration.ofHours(1));
        assertThat(promised()).isEqualTo(most);
        whenTimePasses(CommandProcessor.LOOK_AT_TIMERS);
        assertThat(promised()).isEqualTo(most);
        whenTimePasses(CommandProcessor.LOOK_AT_TIMERS);
        assertThat(promised()).isEqualTo(10);
    }

    private long promised() {
        return records(Topic.FACTS).stream()
                .filter(fact -> type(fact).equals("TransferPromised"))
                .count();
    }
}
