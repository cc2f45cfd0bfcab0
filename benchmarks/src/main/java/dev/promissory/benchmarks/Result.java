package dev.promissory.benchmarks;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a run has measured.
 *
 * @param latencies of all requests, in microseconds
 * @param failed how many were not answered with success
 */
record Result(Histogram latencies, long failed, Duration took) {

    @Override
    public String toString() {
        long requests = latencies.getTotalCount();
        return "%d requests in %.1f s = %.0f/s, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms, %d failed"
                .formatted(
                        requests,
                        took.toMillis() / 1e3,
                        requests * 1e9 / took.toNanos(),
                        latencies.getValueAtPercentile(50) / 1e3,
                        latencies.getValueAtPercentile(90) / 1e3,
                        latencies.getValueAtPercentile(99) / 1e3,
                        latencies.getMaxValue() / 1e3,
                        failed);
    }
}
