package dev.promissory.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FixedRateTest {

    @Test
    void aLateStepDoesNotPutOffThoseAfterIt() {
        List<Long> due = new ArrayList<>();

        Pace.keep(1_000, Duration.ofMillis(20), () -> false, (number, dueNanos) -> {
            due.add(dueNanos);
            if (number == 3) {
                await(dueNanos + 10_000_000);
            }
        });

        assertThat(due).hasSize(20);
        for (int number = 0; number < due.size(); number++) {
            assertThat(due.get(number) - due.getFirst()).isEqualTo(number * 1_000_000L);
        }
    }

    /** All of them end when the last has been sent; the first was due nine intervals before that. */
    @Test
    void aStallShowsInEveryRequestThatItHeldUp() {
        CountDownLatch allSent = new CountDownLatch(10);
        Requests stalled = Requests.of(request -> {
            allSent.countDown();
            await(allSent);
            return Ending.GOOD;
        });
        Recorder recorder = new Recorder();

        new FixedRate(100, () -> false).run(stalled, Duration.ofMillis(100), recorder);

        assertThat(recorder.result().good()).isEqualTo(10);
        assertThat(recorder.result().latencies().getMaxValue()).isGreaterThanOrEqualTo(89_000);
    }

    /** One at a time, each for 20 ms: the last one ends after 200 ms at the earliest, and was due after 90. */
    @Test
    void whatIsDueWhileNoMoreMayBeSentIsSentLateAndSaysSo() {
        Requests slow = Requests.of(request -> {
            await(System.nanoTime() + 20_000_000);
            return Ending.GOOD;
        });
        Recorder recorder = new Recorder();

        new FixedRate(100, 1, () -> false).run(slow, Duration.ofMillis(100), recorder);

        assertThat(recorder.result().good()).isEqualTo(10);
        assertThat(recorder.result().latencies().getMaxValue()).isGreaterThanOrEqualTo(109_000);
    }

    @Test
    void nothingIsSentAnyMoreWhenTheEndComesEarly() {
        Recorder recorder = new Recorder();

        new FixedRate(1_000, () -> recorder.ended() >= 0)
                .run(Requests.of(n -> Ending.GOOD), Duration.ofHours(1), recorder);
        new Flat(4, () -> true).run(Requests.of(n -> Ending.GOOD), Duration.ofHours(1), recorder);

        assertThat(recorder.ended()).isZero();
    }

    @Test
    void aRateOfNothingIsNone() {
        assertThatThrownBy(() -> new FixedRate(0, () -> false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(long nanos) {
        while (System.nanoTime() < nanos) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
