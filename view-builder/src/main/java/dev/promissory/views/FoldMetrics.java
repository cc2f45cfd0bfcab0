package dev.promissory.views;

import dev.promissory.views.Trust.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what became of the records the views have read; a record that is read again counts again. */
final class FoldMetrics {

    private final MeterRegistry registry;
    private final Counter folded;
    private final Counter redelivered;
    private final Counter stray;
    private final Map<Kind, Counter> doubted = new EnumMap<>(Kind.class);
    private final Counter outcomes;
    private final Counter unreadableOutcomes;

    FoldMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.folded = facts(registry, "folded");
        this.redelivered = facts(registry, "redelivered");
        this.stray = facts(registry, "stray");
        for (Kind kind : Kind.values()) {
            doubted.put(kind, facts(registry, kind.label()));
        }
        this.outcomes = registry.counter("promissory.views.outcomes", "result", "read");
        this.unreadableOutcomes = registry.counter("promissory.views.outcomes", "result", "unreadable");
    }

    void count(Verdict verdict) {
        switch (verdict) {
            case Verdict.Folds folds -> folded.increment();
            case Verdict.Folded again -> redelivered.increment();
            case Verdict.Seen seen -> redelivered.increment();
            case Verdict.Doubted bad -> doubted.get(bad.kind()).increment();
            case Verdict.Stray elsewhere -> stray.increment();
        }
    }

    void outcome() {
        outcomes.increment();
    }

    void unreadableOutcome() {
        unreadableOutcomes.increment();
    }

    /** @param result {@code read}, {@code removed} or {@code unreadable} */
    void rate(String result) {
        registry.counter("promissory.views.rates", "result", result).increment();
    }

    private static Counter facts(MeterRegistry registry, String result) {
        return registry.counter("promissory.views.facts", "result", result);
    }
}
