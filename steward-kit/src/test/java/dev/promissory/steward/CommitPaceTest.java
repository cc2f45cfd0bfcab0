package dev.promissory.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final Object TASK = "0_0";
    private static final Object OTHER_TASK = "0_1";
    private static final Duration LONGEST = Duration.ofMillis(100);

    private long nanos = 5_000_000_000L;
    private final CommitPace pace = new CommitPace(() -> nanos, LONGEST);

    @Test
    void nothingIsCommittedWhereNothingWasDone() {
        for (int ms = 0; ms < 200; ms++) {
            assertFalse(isDueAfter(1));
        }
    }

    @Test
    void aLonelyAskerIsCommittedAsSoonAsTheInputIsDry() {
        pace.tookRecord();

        assertFalse(isDueAfter(0), "more may be coming");
        assertTrue(isDueAfter(1));
    }

    @Test
    void onceIsEnough() {
        pace.tookRecord();
        isDueAfter(0);

        assertTrue(isDueAfter(1));
        for (int ms = 0; ms < 200; ms++) {
            assertFalse(isDueAfter(1));
        }
    }

    @Test
    void aFloodIsCommittedAsOftenAsWorkMayWait() {
        for (int commit = 0; commit < 5; commit++) {
            for (int ms = 0; ms < 100; ms++) {
                pace.tookRecord();
                assertFalse(isDueAfter(1), "after " + ms + " ms");
            }
            pace.tookRecord();
            assertTrue(isDueAfter(1));
        }
    }

    @Test
    void whatIsDoneNextShowsThatTheCommitIsOver() {
        pace.tookRecord();
        isDueAfter(0);
        assertTrue(isDueAfter(1));

        nanos += Duration.ofMillis(8).toNanos();
        pace.tookRecord();
        nanos += Duration.ofMillis(50).toNanos();
        isDueAfter(0);
        assertTrue(isDueAfter(1), "8 ms of 58 were the commit's");
    }

    @Test
    void afterASlowCommitAThreadGathersForLongerBeforeTheNext() {
        commitTaking(40);

        pace.tookRecord();
        int gathered = 0;
        isDueAfter(0);
        while (!isDueAfter(1)) {
            gathered++;
            assertTrue(gathered < 100, "never committed");
        }

        // A quarter of 40 ms counts, and there is twice as long for work: 20 ms, the last of which is when it is due.
        assertEquals(19, gathered);
    }

    @Test
    void oneSlowCommitIsForgottenAfterSomeQuickOnes() {
        commitTaking(40);
        for (int i = 0; i < 20; i++) {
            nanos += LONGEST.toNanos();
            commitTaking(1);
        }

        pace.tookRecord();
        isDueAfter(0);
        assertFalse(isDueAfter(1));
        assertTrue(isDueAfter(2));
    }

    @Test
    void whatTheOtherTasksSeeDuringACommitIsNotItsEnd() {
        pace.tookRecord();
        isDueAfter(0);
        assertTrue(isDueAfter(1));

        assertFalse(pace.isDue(OTHER_TASK));
        assertThatFortyMillisecondsCount();
    }

    @Test
    void aTimerThatIsSentBeforeTheCommitIsNotItsEnd() {
        pace.tookRecord();
        isDueAfter(0);
        assertTrue(isDueAfter(1));

        pace.worked();
        assertThatFortyMillisecondsCount();
    }

    @Test
    void aTaskThatAskedAndWentAwayHoldsNothingUpForLongerThanTheInterval() {
        pace.tookRecord();
        isDueAfter(0);
        assertTrue(isDueAfter(1));

        nanos += 10 * LONGEST.toNanos();
        pace.tookRecord();
        int waited = 0;
        while (!pace.isDue(OTHER_TASK)) {
            nanos += Duration.ofMillis(1).toNanos();
            waited++;
            assertTrue(waited < 60, "the others wait for one that is gone");
        }
    }

    /** After a commit was asked for: the next one comes as late as after one of 40 ms. */
    private void assertThatFortyMillisecondsCount() {
        nanos += Duration.ofMillis(40).toNanos();
        pace.tookRecord();
        assertFalse(isDueAfter(0));
        assertFalse(isDueAfter(19), "a quarter of 40 ms counts, and there is twice as long for work");
        assertTrue(isDueAfter(1));
    }

    /** Asks for a commit, and looks again when it is over. */
    private void commitTaking(int ms) {
        pace.tookRecord();
        isDueAfter(0);
        int waited = 0;
        while (!isDueAfter(1)) {
            waited++;
            assertTrue(waited < 300, "never committed");
        }
        assertFalse(isDueAfter(ms));
    }

    private boolean isDueAfter(int ms) {
        nanos += Duration.ofMillis(ms).toNanos();
        return pace.isDue(TASK);
    }
}
