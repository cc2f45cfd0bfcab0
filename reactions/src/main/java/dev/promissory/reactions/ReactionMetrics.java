package dev.promissory.reactions;

import dev.promissory.reactions.FactCheck.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what a neighbour found on wallet.facts; what is done again after an abort counts again. */
final class ReactionMetrics {

    private final Map<Finding, Counter> found = new EnumMap<>(Finding.class);

    ReactionMetrics(String neighbour, MeterRegistry registry) {
        for (Finding finding : Finding.values()) {
            String result = finding.name().toLowerCase(Locale.ROOT);
            found.put(
                    finding, registry.counter("promissory.reactions.facts", "neighbour", neighbour, "finding", result));
        }
    }

    void count(Finding finding) {
        found.get(finding).increment();
    }
}
