package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestorationTest {

    private static final TopicPartition ZERO = new TopicPartition("wallets-changelog", 0);
    private static final TopicPartition ONE = new TopicPartition("wallets-changelog", 1);

    private final Restoration restoration = new Restoration("processor");

    @Test
    void nothingIsShownWhenNothingIsRestored() {
        assertThat(restoration.running()).isFalse();
        assertThat(restoration.progress()).isEmpty();
    }

    @Test
    void progressIsTheSumOverPartitionsAndNeverRunsBackwards() {
        restoration.onRestoreStart(ZERO, "wallets", 100, 200);
        restoration.onRestoreStart(ONE, "wallets", 0, 50);
        assertProgress(0, 150);

        restoration.onBatchRestored(ZERO, "wallets", 139, 20);
        assertProgress(40, 150);

        restoration.onRestoreEnd(ZERO, "wallets", 60);
        assertProgress(100, 150);

        restoration.onRestoreEnd(ONE, "wallets", 50);
        assertThat(restoration.running()).isFalse();
        assertThat(restoration.progress()).isEmpty();
    }

    @Test
    void aPartitionThatMovesAwayIsForgotten() {
        restoration.onRestoreStart(ZERO, "wallets", 0, 100);
        restoration.onRestoreStart(ONE, "wallets", 0, 50);

        restoration.onRestoreSuspended(ZERO, "wallets", 10);

        assertProgress(0, 50);
    }

    @Test
    void aBatchBeyondTheEndCountsNoMoreThanAll() {
        restoration.onRestoreStart(ZERO, "wallets", 0, 100);

        restoration.onBatchRestored(ZERO, "wallets", 250, 250);

        assertProgress(100, 100);
    }

    private void assertProgress(long restored, long total) {
        assertThat(restoration.running()).isTrue();
        assertThat(restoration.progress()).isEqualTo(Map.of("wallets", Map.of("restored", restored, "total", total)));
    }
}
