package dev.promissory.processor;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Timer;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What the stewards count. A transaction that is aborted and done again counts twice: these are for watching, the facts
 * are for knowing.
 */
final class StewardMetrics {

    private final MeterRegistry registry;
    private final Counter alreadyApplied;

    StewardMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.alreadyApplied = Counter.builder("promissory.records.already.applied")
                .description("Input records skipped because they had been applied before")
                .register(registry);
    }

    void alreadyApplied() {
        alreadyApplied.increment();
    }

    void fact(Fact fact) {
        registry.counter("promissory.facts", "type", FactJson.type(fact)).increment();
    }

    void received(Message message) {
        registry.counter("promissory.messages", "type", message.getClass().getSimpleName())
                .increment();
    }

    void rang(Timer timer) {
        registry.counter("promissory.timers", "type", timer.getClass().getSimpleName())
                .increment();
    }

    void deadLetter(Topic origin) {
        registry.counter("promissory.dead.letters", "origin", origin.topicName())
                .increment();
    }

    void answered(Outcome outcome) {
        String answer = switch (outcome) {
            case Outcome.Accepted accepted -> "accepted";
            case Outcome.Rejected rejected -> rejected.rejection().code();
        };
        registry.counter("promissory.commands", "answer", answer, "replayed", Boolean.toString(outcome.replayed()))
                .increment();
    }
}
