package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.HoldId;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class TimerStoreTest {

    private static final int MANY = 1_000;
    private static final long T0 = 1_000_000;

    @TempDir
    Path folder;

    private RemovedRows rows;
    private TimerStore timers;
    private long nowMs = T0;

    @BeforeEach
    void isOpened() throws RocksDBException {
        rows = new RemovedRows(folder);
        timers = new TimerStore(rows.memory(), () -> nowMs);
    }

    @AfterEach
    void isClosed() {
        rows.close();
    }

    @Test
    void whatIsDueIsTakenOnceTheEarliestFirst() {
        timers.set(timer(2), at(T0 + 20));
        timers.set(timer(1), at(T0 + 10));
        timers.set(timer(3), at(T0 + 30));

        assertThat(due(T0)).isEmpty();
        assertThat(due(T0 + 9)).isEmpty();
        assertThat(due(T0 + 20)).containsExactly(timer(1), timer(2));
        assertThat(due(T0 + 20)).isEmpty();
        assertThat(due(T0 + 30)).containsExactly(timer(3));
        assertThat(due(T0 + 40)).isEmpty();
    }

    @Test
    void whatIsSetEarlierThanAllThatWaitIsTakenInTime() {
        timers.set(timer(1), at(T0 + 1_000));
        assertThat(due(T0)).isEmpty();

        timers.set(timer(2), at(T0 + 5));
        timers.set(timer(3), at(T0 - 5));

        assertThat(due(T0)).containsExactly(timer(3));
        assertThat(due(T0 + 5)).containsExactly(timer(2));
        assertThat(due(T0 + 1_000)).containsExactly(timer(1));
    }

    @Test
    void whatIsTooMuchAtOnceIsTakenWhenOthersHaveRung() {
        for (int i = 0; i < MANY; i++) {
            timers.set(timer(i), at(T0));
        }

        List<Timer> taken = due(T0);
        assertThat(taken).hasSize(TimerStore.MOST_UNDER_WAY);
        assertThat(due(T0)).isEmpty();

        rang(2);
        List<Timer> next = due(T0);
        assertThat(next).hasSize(2);
        assertThat(due(T0)).isEmpty();
        taken.addAll(next);

        while (taken.size() < MANY) {
            rang(TimerStore.MOST_UNDER_WAY);
            next = due(T0);
            assertThat(next).hasSizeBetween(1, TimerStore.MOST_UNDER_WAY);
            taken.addAll(next);
        }
        assertThat(taken).hasSize(MANY).doesNotHaveDuplicates();
        rang(TimerStore.MOST_UNDER_WAY);
        assertThat(due(T0)).isEmpty();
    }

    @Test
    void whatNeverComesBackKeepsTheRestWaitingForAWhile() {
        for (int i = 0; i < TimerStore.MOST_UNDER_WAY + 1; i++) {
            timers.set(timer(i), at(T0));
        }
        assertThat(due(T0)).hasSize(TimerStore.MOST_UNDER_WAY);
        long lost = T0 + TimerStore.LOST.toMillis();

        assertThat(due(lost - 1)).isEmpty();
        assertThat(due(lost)).hasSize(1);
    }

    @Test
    void whatSomebodyElseRangLetsNoMoreRingAtOnce() {
        rang(1);
        for (int i = 0; i < TimerStore.MOST_UNDER_WAY + 1; i++) {
            timers.set(timer(i), at(T0));
        }
        assertThat(due(T0)).hasSize(TimerStore.MOST_UNDER_WAY);
        assertThat(due(T0)).isEmpty();
    }

    @Test
    void whatHasRungIsNotPassedByAgainThoughTheRestIsDueInTheSameMoment() {
        for (int i = 0; i < MANY; i++) {
            timers.set(timer(i), at(T0));
        }
        rows.writeOut();
        assertThat(due(T0)).hasSize(TimerStore.MOST_UNDER_WAY);
        rows.writeOut();
        rang(TimerStore.MOST_UNDER_WAY);

        assertThat(rows.passedBy(() -> assertThat(due(T0)).hasSize(TimerStore.MOST_UNDER_WAY)))
                .isZero();
    }

    @Test
    void whatRangTooEarlyIsTakenAgainByTheClockHere() {
        timers.set(timer(1), at(T0));
        assertThat(due(T0)).containsExactly(timer(1));
        timers.setAgain(timer(1), at(T0), Duration.ofMillis(100));
        timers.set(timer(2), at(T0 + 10));

        assertThat(due(T0 + 10)).containsExactly(timer(2));
        assertThat(due(T0 + 99)).isEmpty();
        assertThat(due(T0 + 100)).containsExactly(timer(1));
    }

    @Test
    void whatWasSetBeforeTheTaskWasMadeAnewIsTaken() {
        timers.set(timer(1), at(T0 + 10));
        assertThat(due(T0)).isEmpty();

        timers = new TimerStore(rows.memory(), () -> nowMs);

        assertThat(due(T0 + 9)).isEmpty();
        assertThat(due(T0 + 10)).containsExactly(timer(1));
    }

    @Test
    void whatWasClearedIsPassedByOnceAndNotAtEachLook() {
        for (int i = 0; i < MANY; i++) {
            timers.set(timer(i), at(T0 + 10_000 + i));
        }
        rows.writeOut();
        for (int i = 0; i < MANY; i++) {
            timers.clear(timer(i), at(T0 + 10_000 + i));
        }
        rows.writeOut();

        assertThat(rows.passedBy(() -> assertThat(due(T0)).isEmpty())).isEqualTo(MANY);
        assertThat(rows.passedBy(() -> assertThat(due(T0 + 1)).isEmpty())).isZero();
        assertThat(rows.passedBy(() -> assertThat(due(T0 + 60_000)).isEmpty())).isZero();
    }

    private List<Timer> due(long ms) {
        nowMs = ms;
        List<Timer> taken = new ArrayList<>();
        timers.takeDue(ms, taken::add);
        return taken;
    }

    private void rang(int many) {
        for (int i = 0; i < many; i++) {
            timers.rang();
        }
    }

    private static Timer timer(int number) {
        return new Timer.HoldDue(new WalletId("alice"), new HoldId("hold-" + number));
    }

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }
}
