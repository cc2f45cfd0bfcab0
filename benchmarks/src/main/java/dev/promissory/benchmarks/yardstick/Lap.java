package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.report.Measured;
import java.util.Map;

/**
 * What a contender has shown.
 *
 * @param costs of each transfer, by name and unit; empty where that was not looked at
 */
record Lap(Measured measured, Map<String, Double> costs) {}
