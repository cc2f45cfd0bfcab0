package dev.promissory.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * How something changes.
 *
 * @param over what is changed: {@code wallets}
 * @param points its values, ascending
 * @param unit of what was measured
 * @param lines by name, one value for each point; fewer when the rest could not be measured
 */
public record Curves(String over, List<Long> points, String unit, Map<String, List<Double>> lines) {

    /** Whether the steps are factors rather than differences. */
    boolean spansDecades() {
        return !points.isEmpty() && points.getFirst() > 0 && points.getLast() >= 10 * points.getFirst();
    }
}
