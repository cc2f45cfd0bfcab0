package dev.promissory.views.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactsExtentTest {

    private final FactsExtent extent = new FactsExtent(Map.of(0, 5L, 1, 0L), Map.of(0, 9L, 1, 0L));

    @Test
    void holdsEveryPlaceFromTheFirstRecordToTheEnd() {
        assertThat(extent.holds(Map.of(0, 5L, 1, 0L))).isTrue();
        assertThat(extent.holds(Map.of(0, 9L, 1, 0L))).isTrue();
    }

    @Test
    void doesNotHoldWhatIsBeforeTheFirstRecordOrBehindTheEnd() {
        assertThat(extent.holds(Map.of(0, 4L, 1, 0L))).isFalse();
        assertThat(extent.holds(Map.of(0, 10L, 1, 0L))).isFalse();
        assertThat(extent.holds(Map.of(0, 5L, 1, 1L))).isFalse();
    }

    @Test
    void doesNotHoldAPlaceInFewerOrMorePartitions() {
        assertThat(extent.holds(Map.of(0, 5L))).isFalse();
        assertThat(extent.holds(Map.of(0, 5L, 1, 0L, 2, 0L))).isFalse();
    }
}
