package dev.promissory.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.HdrHistogram.Histogram;

/**
 * The latencies that are told, in milliseconds: {@code p50}, {@code p90}, {@code p99}, {@code p99.9}, {@code max},
 * {@code mean}.
 */
final class Percentiles {

    private static final double MICROS = 1e3;
    private static final double[] TOLD = {50, 90, 99, 99.9};

    private Percentiles() {}

    /** @param latencies in microseconds */
    static Map<String, Double> of(Histogram latencies) {
        Map<String, Double> told = new LinkedHashMap<>();
        for (double percentile : TOLD) {
            told.put(name(percentile), latencies.getValueAtPercentile(percentile) / MICROS);
        }
        told.put("max", latencies.getMaxValue() / MICROS);
        told.put("mean", Math.round(latencies.getMean()) / MICROS);
        return told;
    }

    /** {@code p50 8.8 ms, p90 …}. */
    static String text(Histogram latencies) {
        StringJoiner text = new StringJoiner(", ");
        of(latencies).forEach((name, ms) -> text.add(String.format(Locale.ROOT, "%s %.1f ms", name, ms)));
        return text.toString();
    }

    private static String name(double percentile) {
        return "p" + (percentile % 1 == 0 ? Long.toString((long) percentile) : Double.toString(percentile));
    }
}
