package dev.promissory.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static final long MS = 1_000_000;

    private final Recorder recorder = new Recorder();

    @Test
    void aLatencyCountsFromWhenTheRequestWasDue() {
        recorder.record(0, 7 * MS, Map.of(Ending.GOOD, 1L));

        assertThat(recorder.result().latencies().getMaxValue()).isCloseTo(7_000, within(10L));
    }

    @Test
    void percentilesAreThoseOfAllThatWereAnswered() {
        for (int ms = 1; ms <= 1_000; ms++) {
            recorder.record(0, ms * MS, Map.of(Ending.GOOD, 1L));
        }

        assertThat(recorder.result().latencies().getValueAtPercentile(50)).isCloseTo(500_000, within(1_000L));
        assertThat(recorder.result().latencies().getValueAtPercentile(99)).isCloseTo(990_000, within(1_000L));
    }

    @Test
    void failuresAreCountedByKind() {
        recorder.record(0, MS, Map.of(Ending.GOOD, 1L));
        recorder.record(0, MS, Map.of(Ending.UNKNOWN, 1L));
        recorder.record(0, MS, Map.of(Ending.NOT_ACCEPTED, 1L));
        recorder.record(0, MS, Map.of(Ending.NOT_ACCEPTED, 1L));

        Result result = recorder.result();

        assertThat(result.good()).isEqualTo(1);
        assertThat(result.failed()).isEqualTo(3);
        assertThat(result.endings()).containsEntry(Ending.NOT_ACCEPTED, 2L).containsEntry(Ending.UNKNOWN, 1L);
    }

    @Test
    void aQuickRefusalDoesNotMakeTheLatenciesLookBetter() {
        recorder.record(0, 80 * MS, Map.of(Ending.GOOD, 1L));
        recorder.record(0, MS, Map.of(Ending.NOT_ACCEPTED, 1L));
        recorder.record(0, MS, Map.of(Ending.CONNECTION_REFUSED, 1L));

        assertThat(recorder.result().latencies().getTotalCount()).isEqualTo(1);
        assertThat(recorder.result().latencies().getMinValue()).isCloseTo(80_000, within(100L));
    }

    @Test
    void whatWasWaitedForInVainCountsAmongTheLatencies() {
        recorder.record(0, 5_000 * MS, Map.of(Ending.UNKNOWN, 1L));

        assertThat(recorder.result().latencies().getMaxValue()).isCloseTo(5_000_000, within(5_000L));
    }

    @Test
    void ofABatchCommandsAreCountedAndOneLatency() {
        recorder.record(0, MS, Map.of(Ending.GOOD, 998L, Ending.REJECTED, 2L));

        assertThat(recorder.result().good()).isEqualTo(998);
        assertThat(recorder.result().failed()).isEqualTo(2);
        assertThat(recorder.result().latencies().getTotalCount()).isEqualTo(1);
    }
}
