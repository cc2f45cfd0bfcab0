package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class FreshnessTest {

    private static final TopicPartition PARTITION = new TopicPartition("wallet.facts", 0);
    private static final Instant FIRST = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant SECOND = FIRST.plusMillis(200);

    private final Positions positions = new Positions();
    private final Freshness freshness = new Freshness(positions);

    @Test
    void aPartitionThatIsNotHereHasNoMoment() {
        freshness.sampled(PARTITION, FIRST, 0);

        assertThat(freshness.asOf(PARTITION)).isEmpty();
        assertThat(freshness.lag(PARTITION)).isEmpty();
    }

    @Test
    void aMomentIsReachedWhenAllThatWasThereIsFolded() {
        Positions.Progress task = positions.start(PARTITION);
        freshness.sampled(PARTITION, FIRST, 10);
        task.folded(8);
        assertThat(freshness.asOf(PARTITION)).isEmpty();
        assertThat(freshness.lag(PARTITION)).hasValue(1);

        task.folded(9);

        assertThat(freshness.asOf(PARTITION)).contains(FIRST);
        assertThat(freshness.lag(PARTITION)).hasValue(0);
    }

    @Test
    void aViewThatIsAlwaysALittleBehindStillGetsOn() {
        Positions.Progress task = positions.start(PARTITION);
        freshness.sampled(PARTITION, FIRST, 10);
        freshness.sampled(PARTITION, SECOND, 20);

        task.folded(12);

        assertThat(freshness.asOf(PARTITION)).contains(FIRST);
        task.folded(25);
        assertThat(freshness.asOf(PARTITION)).contains(SECOND);
    }

    @Test
    void anotherTaskOfThePartitionHasToCatchUpItself() {
        Positions.Progress task = positions.start(PARTITION);
        freshness.sampled(PARTITION, FIRST, 10);
        task.folded(9);
        assertThat(freshness.asOf(PARTITION)).contains(FIRST);
        positions.stop(PARTITION, task);
        assertThat(freshness.asOf(PARTITION)).isEmpty();

        Positions.Progress next = positions.start(PARTITION);
        freshness.sampled(PARTITION, SECOND, 11);

        assertThat(freshness.asOf(PARTITION)).isEmpty();
        next.folded(10);
        assertThat(freshness.asOf(PARTITION)).contains(SECOND);
    }

    @Test
    void aViewThatIsFarBehindForgetsNewSamplesAndCatchesUpAllTheSame() {
        Positions.Progress task = positions.start(PARTITION);
        for (int sample = 0; sample < 1_000; sample++) {
            freshness.sampled(PARTITION, FIRST.plusSeconds(sample), 10 + sample);
        }

        task.folded(2_000);

        assertThat(freshness.asOf(PARTITION)).isPresent();
        freshness.sampled(PARTITION, FIRST.plusSeconds(2_000), 2_001);
        assertThat(freshness.asOf(PARTITION)).contains(FIRST.plusSeconds(2_000));
    }
}
