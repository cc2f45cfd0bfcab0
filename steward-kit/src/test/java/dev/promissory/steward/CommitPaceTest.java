package dev.promissory.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private long nanos = 5_000_000_000L;
    private CommitPace pace = new CommitPace(() -> nanos, LONGEST, Duration.ZERO);

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
            pace.committed();
        }
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

        // A quarter of 40 ms counts, and there is as long for work: 10 ms, the last of which is when it is due.
        assertEquals(9, gathered);
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
    void whatTheOtherProcessorsSeeBeforeTheCommitIsNotItsEnd() {
        pace.tookRecord();
        isDueAfter(0);
        assertTrue(isDueAfter(1));

        assertFalse(isDueAfter(0));
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
    void waitingForRecordsIsNotPartOfACommit() {
        pace.tookRecord();
        isDueAfter(0);
        assertTrue(isDueAfter(1));
        nanos += Duration.ofMillis(8).toNanos();
        pace.committed();

        nanos += Duration.ofMillis(50).toNanos();
        pace.tookRecord();
        isDueAfter(0);
        assertTrue(isDueAfter(1), "8 ms of 58 were the commit's");
    }

    @Test
    void aCommitThatNobodyAskedForCommitsAllThereIs() {
        pace.tookRecord();

        pace.committed();

        assertFalse(isDueAfter(1));
        assertEquals(IDLE, pace.patience(IDLE));
    }

    @Test
    void whoIsRefusedACommitRestsAndAsksAgain() {
        commitTaking(40);
        pace.tookRecord();
        isDueAfter(0);
        assertTrue(isDueAfter(10));

        assertEquals(Duration.ofMillis(10), pace.patience(IDLE), "it waits for records, so nothing was committed");
        assertFalse(isDueAfter(9));
        assertTrue(isDueAfter(1));
        pace.tookRecord();
        isDueAfter(0);
        assertFalse(isDueAfter(9), "it took a record, so nothing was committed");
        assertTrue(isDueAfter(1));
    }

    @Test
    void waitingForACommitThatWasRefusedDoesNotCountAsOne() {
        commitTaking(4);
        pace.tookRecord();
        isDueAfter(0);
        isDueAfter(3);
        pace.patience(IDLE);
        nanos += Duration.ofSeconds(2).toNanos();
        pace.committed();

        pace.tookRecord();

        assertEquals(Duration.ofMillis(1), pace.patience(IDLE), "a quarter of 4 ms, and as long for work");
    }

    @Test
    void nobodyRestsAfterACommitOfNothing() {
        pace = new CommitPace(() -> nanos, LONGEST, LONGEST);
        pace.committed();

        pace.tookRecord();
        isDueAfter(0);

        assertTrue(isDueAfter(1));
    }

    @Test
    void whoForgetsHasNothingToCommit() {
        pace.tookRecord();
        isDueAfter(0);

        pace.forget();

        assertFalse(isDueAfter(1));
        assertEquals(IDLE, pace.patience(IDLE));
    }

    @Test
    void whoHasNothingToCommitWaitsForRecordsAsLongAsItMay() {
        assertEquals(IDLE, pace.patience(IDLE));
        commitTaking(1);
        assertEquals(IDLE, pace.patience(IDLE));
    }

    @Test
    void whoHasWorkedWaitsForRecordsUntilTheInputCountsAsDry() {
        pace.tookRecord();

        Duration patience = pace.patience(IDLE);

        assertTrue(patience.toNanos() > 0 && patience.compareTo(Duration.ofMillis(1)) <= 0, patience.toString());
        nanos += patience.toNanos();
        assertTrue(isDueAfter(0));
    }

    @Test
    void whoGathersWaitsForRecordsUntilTheNextCommitIsDue() {
        commitTaking(40);
        pace.tookRecord();

        assertEquals(Duration.ofMillis(10), pace.patience(IDLE), "a quarter of 40 ms, and as long for work");
        assertEquals(Duration.ofMillis(5), pace.patience(Duration.ofMillis(5)), "no longer than it may");
        assertFalse(isDueAfter(9));
        assertTrue(isDueAfter(1));
    }

    @Test
    void whoIsToldToRestGathersForThatLongEvenAfterAQuickCommit() {
        pace = new CommitPace(() -> nanos, LONGEST, Duration.ofMillis(30));
        commitTaking(1);

        pace.tookRecord();

        assertEquals(Duration.ofMillis(30), pace.patience(IDLE));
        assertFalse(isDueAfter(29));
        assertTrue(isDueAfter(1));
    }

    @Test
    void whoIsToldToRestCommitsALonelyAskerAtOnce() {
        pace = new CommitPace(() -> nanos, LONGEST, LONGEST);

        pace.tookRecord();
        isDueAfter(0);

        assertTrue(isDueAfter(1));
    }

    @Test
    void whoIsLateDoesNotWait() {
        pace.tookRecord();
        isDueAfter(0);
        nanos += Duration.ofSeconds(1).toNanos();

        assertEquals(Duration.ZERO, pace.patience(IDLE));
    }

    /** After a commit was asked for: the next one comes as late as after one of 40 ms. */
    private void assertThatFortyMillisecondsCount() {
        nanos += Duration.ofMillis(40).toNanos();
        pace.committed();
        pace.tookRecord();
        assertFalse(isDueAfter(0));
        assertFalse(isDueAfter(9), "a quarter of 40 ms counts, and there is as long for work");
        assertTrue(isDueAfter(1));
    }

    /** Asks for a commit, which is over when it has taken that long. */
    private void commitTaking(int ms) {
        pace.tookRecord();
        isDueAfter(0);
        int waited = 0;
        while (!isDueAfter(1)) {
            waited++;
            assertTrue(waited < 300, "never committed");
        }
        nanos += Duration.ofMillis(ms).toNanos();
        pace.committed();
    }

    private boolean isDueAfter(int ms) {
        nanos += Duration.ofMillis(ms).toNanos();
        return pace.isDue();
    }
}
