package dev.promissory.operations.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RebuildProgressTest {

    @Test
    void saysHowFarHowFastAndHowLongStill() {
        RebuildProgress progress = new RebuildProgress(1, 45_000, 0, 50_000, 0, 100_000, Duration.ofSeconds(5));

        assertThat(progress.line()).isEqualTo("generation 1: 45,000 facts, 50 %, 9,000 facts/s, 0:05 left");
    }

    @Test
    void whatWasThereBeforeAnybodyLookedIsNoSpeed() {
        RebuildProgress progress =
                new RebuildProgress(2, 60_000, 50_000, 60_000, 50_000, 3_700_000, Duration.ofSeconds(10));

        assertThat(progress.line()).isEqualTo("generation 2: 60,000 facts, 1 %, 1,000 facts/s, 1:00:40 left");
    }

    @Test
    void aStandstillAndAnEndAreToldApart() {
        assertThat(new RebuildProgress(1, 0, 0, 0, 0, 10, Duration.ZERO).line())
                .isEqualTo("generation 1: 0 facts, 0 %, 0 facts/s, unknown time left");
        assertThat(new RebuildProgress(1, 0, 0, 0, 0, 0, Duration.ofSeconds(1)).line())
                .isEqualTo("generation 1: 0 facts, 100 %, 0 facts/s, 0:00 left");
        assertThat(new RebuildProgress(1, 9, 0, 999, 0, 1_000, Duration.ofSeconds(1)).percent())
                .isEqualTo(99);
    }
}
