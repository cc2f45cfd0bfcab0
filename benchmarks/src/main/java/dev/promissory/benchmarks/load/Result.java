package dev.promissory.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a run has measured.
 *
 * @param latencies in microseconds, of all requests that were answered with success or waited for in vain
 * @param endings how many ended how, all kinds; of batches the commands, not the requests
 */
public record Result(Histogram latencies, Map<Ending, Long> endings, Duration took) {

    public Result {
        endings = Map.copyOf(endings);
    }

    public long good() {
        return endings.get(Ending.GOOD);
    }

    public long failed() {
        return endings.values().stream().mapToLong(Long::longValue).sum() - good();
    }
}
