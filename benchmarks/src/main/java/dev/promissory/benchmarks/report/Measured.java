package dev.promissory.benchmarks.report;

import dev.promissory.benchmarks.load.Ending;
import dev.promissory.benchmarks.load.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;

/**
 * One thing that was measured.
 *
 * @param name of what was done, in the plural: {@code transfers}
 * @param count of what ended well
 * @param failed how many ended otherwise, by kind; kinds of which there were none are left out
 * @param latencies in microseconds, where it is made of single requests
 */
public record Measured(
        String name, long count, double seconds, Map<Ending, Long> failed, Optional<Histogram> latencies) {

    public Measured {
        failed = Map.copyOf(failed);
    }

    /** What took that long as a whole. */
    public static Measured rate(String name, long count, double seconds) {
        return new Measured(name, count, seconds, Map.of(), Optional.empty());
    }

    public static Measured of(String name, Result result) {
        Map<Ending, Long> failed = new LinkedHashMap<>(result.endings());
        failed.values().removeIf(count -> count == 0);
        failed.remove(Ending.GOOD);
        return new Measured(
                name, result.good(), result.took().toNanos() / 1e9, failed, Optional.of(result.latencies()));
    }

    public Measured named(String other) {
        return new Measured(other, count, seconds, failed, latencies);
    }

    public double perSecond() {
        return seconds == 0 ? 0 : count / seconds;
    }

    /** In milliseconds; 0 where there is none. */
    public double percentile(double percentile) {
        return latencies
                .map(some -> some.getValueAtPercentile(percentile) / 1e3)
                .orElse(0.0);
    }

    long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code transfers: 54,012 in 20.0 s = 2,701/s; p50 8.8 ms, …; none failed}. */
    String text() {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%s: %,d in %.1f s = %,.0f/s", name, count, seconds, perSecond()));
        latencies
                .filter(some -> some.getTotalCount() > 0)
                .map(Percentiles::text)
                .ifPresent(parts::add);
        if (latencies.isPresent()) {
            parts.add(failuresText());
        }
        return String.join("; ", parts);
    }

    private String failuresText() {
        if (failed.isEmpty()) {
            return "none failed";
        }
        StringJoiner kinds = new StringJoiner(", ", String.format(Locale.ROOT, "%,d failed: ", failures()), "");
        failed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> kinds.add(String.format(
                        Locale.ROOT, "%,d %s", each.getValue(), each.getKey().label())));
        return kinds.toString();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("count", count);
        json.put("seconds", seconds);
        json.put("perSecond", perSecond());
        if (latencies.isPresent()) {
            Map<String, Object> kinds = new LinkedHashMap<>();
            failed.forEach((ending, number) -> kinds.put(ending.code(), number));
            json.put("failed", kinds);
            json.put("latencyMs", Percentiles.of(latencies.get()));
        }
        return json;
    }
}
