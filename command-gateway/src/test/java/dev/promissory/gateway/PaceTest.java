package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SOON = Duration.ofSeconds(1).toNanos();

    @Test
    void beginsWithFewAndTakesOneMoreForEachAnswerThatComesSoon() throws InterruptedException {
        Pace pace = new Pace(1_000, PATIENCE);

        assertThat(places(pace)).isEqualTo(64);
        leave(pace, 64, SOON);
        assertThat(places(pace)).isEqualTo(128);
        leave(pace, 128, SOON);
        assertThat(places(pace)).isEqualTo(256);
    }

    @Test
    void neverTakesMoreThanItMay() throws InterruptedException {
        Pace pace = new Pace(70, PATIENCE);
        assertThat(places(pace)).isEqualTo(64);
        leave(pace, 64, SOON);
        assertThat(places(pace)).isEqualTo(70);
        leave(pace, 70, SOON);
        assertThat(places(pace)).isEqualTo(70);

        assertThat(places(new Pace(5, PATIENCE))).isEqualTo(5);
    }

    @Test
    void takesOneFewerForEachAnswerThatComesLateButNeverTooFew() throws InterruptedException {
        Pace pace = new Pace(100, PATIENCE);
        assertThat(places(pace)).isEqualTo(64);
        leave(pace, 64, SOON);
        assertThat(places(pace)).isEqualTo(100);

        leave(pace, 100, SOON + 1);
        assertThat(places(pace)).isEqualTo(64);
        leave(pace, 64, SOON + 1);
        assertThat(places(pace)).isEqualTo(64);
    }

    /** How many enter before one has to wait; all of them are in it afterwards. */
    private static int places(Pace pace) throws InterruptedException {
        int entered = 0;
        for (; pace.free() > 0; entered++) {
            pace.enter();
        }
        return entered;
    }

    private static void leave(Pace pace, int count, long waitedNanos) {
        for (int i = 0; i < count; i++) {
            pace.leave(waitedNanos);
        }
    }
}
