package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BrokerProbeTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<Throwable> broken = new ArrayList<>();
    private boolean away;
    private final BrokerProbe probe = new BrokerProbe(this::question, nanos::get, broken::add);

    @Test
    void bearsThreeSecondsOfSilence() throws Exception {
        away = true;
        askAt(1_000);
        askAt(2_000);
        askAt(3_000);

        assertThat(probe.reachable()).isTrue();

        askAt(3_001);

        assertThat(probe.reachable()).isFalse();
    }

    @Test
    void isReassuredByOneAnswer() throws Exception {
        away = true;
        askAt(2_900);
        away = false;
        askAt(2_950);
        away = true;
        askAt(5_000);
        askAt(5_950);

        assertThat(probe.reachable()).isTrue();

        askAt(5_951);
        assertThat(probe.reachable()).isFalse();

        away = false;
        askAt(20_000);
        assertThat(probe.reachable()).isTrue();
    }

    @Test
    void doesNotBlameTheClusterForASuspendedProcess() throws Exception {
        away = true;
        askAt(60_000);

        assertThat(probe.reachable()).isTrue();
    }

    @Test
    void tellsWhenItCannotGoOn() {
        AtomicReference<Throwable> cause = new AtomicReference<>();
        IllegalStateException bug = new IllegalStateException("bug");
        try (BrokerProbe failing = new BrokerProbe(
                () -> {
                    throw bug;
                },
                nanos::get,
                cause::set)) {
            failing.start();

            await().untilAsserted(() -> assertThat(cause.get()).isSameAs(bug));
        }
    }

    private void askAt(long ms) throws InterruptedException {
        nanos.set(TimeUnit.MILLISECONDS.toNanos(ms));
        probe.ask();
    }

    private void question() throws ExecutionException, TimeoutException {
        if (away) {
            throw new TimeoutException("no answer");
        }
    }
}
