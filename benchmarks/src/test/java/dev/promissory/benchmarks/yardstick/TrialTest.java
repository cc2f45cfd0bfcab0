package dev.promissory.benchmarks.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.benchmarks.wallets.Pattern;
import org.junit.jupiter.api.Test;

class TrialTest {

    private final Trial trial = new Trial(1_000, 500, 100, 4, 2, 1, Pattern.SPREAD, 20);

    @Test
    void eachDimensionChangesOneThing() {
        assertThat(trial.with(Dimension.of("wallets"), 7))
                .isEqualTo(new Trial(1_000, 500, 7, 4, 2, 1, Pattern.SPREAD, 20));
        assertThat(trial.with(Dimension.of("partitions"), 7))
                .isEqualTo(new Trial(1_000, 500, 100, 7, 2, 1, Pattern.SPREAD, 20));
        assertThat(trial.with(Dimension.of("threads"), 7))
                .isEqualTo(new Trial(1_000, 500, 100, 4, 7, 1, Pattern.SPREAD, 20));
        assertThat(trial.with(Dimension.of("instances"), 7))
                .isEqualTo(new Trial(1_000, 500, 100, 4, 2, 7, Pattern.SPREAD, 20));
    }

    @Test
    void historyIsMadeOfTransfersOfTwoFactsEach() {
        assertThat(trial.with(Dimension.of("history"), 2_000).warmUp()).isEqualTo(1_000);
    }

    @Test
    void whatItDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> Dimension.of("colour"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wallets, partitions, threads, instances or history");
    }
}
