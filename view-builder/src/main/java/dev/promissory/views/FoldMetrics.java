package dev.promissory.views;

import dev.promissory.views.Trust.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts what became of the records the views have read; a record that is read again counts again, also for a generation
 * that is being built.
 */
final class FoldMetrics {

    private final MeterRegistry registry;
    private final Facts facts;
    private final Facts mintFacts;
    private final Counter outcomes;
    private final Counter unreadableOutcomes;
    private final Counter unsignedOutcomes;
    private final Counter dryRuns;

    FoldMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.facts = new Facts(registry, "promissory.views.facts");
        this.mintFacts = new Facts(registry, "promissory.views.mint.facts");
        this.outcomes = registry.counter("promissory.views.outcomes", "result", "read");
        this.unreadableOutcomes = registry.counter("promissory.views.outcomes", "result", "unreadable");
        this.unsignedOutcomes = registry.counter("promissory.views.outcomes", "result", "unsigned");
        this.dryRuns = registry.counter("promissory.views.outcomes", "result", "dry-run");
    }

    void count(Verdict verdict) {
        switch (verdict) {
            case Verdict.Folds folds -> facts.folded.increment();
            case Verdict.Folded again -> facts.redelivered.increment();
            case Verdict.Seen seen -> facts.redelivered.increment();
            case Verdict.Doubted bad -> facts.doubted.get(bad.kind()).increment();
            case Verdict.Stray elsewhere -> facts.stray.increment();
        }
    }

    void count(MintVerdict verdict) {
        switch (verdict) {
            case MintVerdict.Folds folds -> mintFacts.folded.increment();
            case MintVerdict.Seen seen -> mintFacts.redelivered.increment();
            case MintVerdict.Doubted bad -> mintFacts.doubted.get(bad.kind()).increment();
            case MintVerdict.Stray elsewhere -> mintFacts.stray.increment();
        }
    }

    void outcome() {
        outcomes.increment();
    }

    void dryRun() {
        dryRuns.increment();
    }

    void unreadableOutcome() {
        unreadableOutcomes.increment();
    }

    void unsignedOutcome() {
        unsignedOutcomes.increment();
    }

    /** @param result {@code read}, {@code removed}, {@code outdated}, {@code too-many} or {@code unreadable} */
    void rate(String result) {
        registry.counter("promissory.views.rates", "result", result).increment();
    }

    /** What became of one topic's facts. */
    private static final class Facts {

        private final Counter folded;
        private final Counter redelivered;
        private final Counter stray;
        private final Map<Kind, Counter> doubted = new EnumMap<>(Kind.class);

        Facts(MeterRegistry registry, String name) {
            this.folded = registry.counter(name, "result", "folded");
            this.redelivered = registry.counter(name, "result", "redelivered");
            this.stray = registry.counter(name, "result", "stray");
            for (Kind kind : Kind.values()) {
                doubted.put(kind, registry.counter(name, "result", kind.label()));
            }
        }
    }
}
