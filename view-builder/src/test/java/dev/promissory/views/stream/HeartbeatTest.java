package dev.promissory.views.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(15));

    /** The clock may stand anywhere. */
    private long now = Long.MAX_VALUE - 5;

    @Test
    void beatsComeSoonAtFirstAndThenLessAndLessOften() {
        heartbeat.silenceBegins(now);
        for (int seconds : new int[] {1, 2, 4, 8, 15, 15}) {
            beatAfter(seconds);
        }
    }

    @Test
    void afterAFactTheyComeSoonAgain() {
        heartbeat.silenceBegins(now);
        beatAfter(1);
        beatAfter(2);
        heartbeat.silenceBegins(now);
        beatAfter(1);
    }

    private void beatAfter(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos() - 1;
        assertThat(heartbeat.isDue(now)).as("just before %s s", seconds).isFalse();
        now++;
        assertThat(heartbeat.isDue(now)).as("after %s s", seconds).isTrue();
        heartbeat.beaten(now);
    }
}
