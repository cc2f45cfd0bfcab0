package dev.promissory.processor;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Timer;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the stewards count. A transaction that is aborted and done again counts twice: these are for watching, the facts
 * are for knowing.
 */
final class StewardMetrics {

    private final MeterRegistry registry;
    private final Counter alreadyApplied;

    /** Found once: a registry puts a meter's name together anew each time it is asked, longer than counting takes. */
    private final Map<String, Counter> facts = new ConcurrentHashMap<>();

    private final Map<Class<?>, Counter> messages = new ConcurrentHashMap<>();
    private final Map<Class<?>, Counter> timers = new ConcurrentHashMap<>();
    private final Map<Answer, Counter> answers = new ConcurrentHashMap<>();

    private record Answer(String code, boolean replayed) {}

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
        facts.computeIfAbsent(FactJson.type(fact), type -> registry.counter("promissory.facts", "type", type))
                .increment();
    }

    void received(Message message) {
        messages.computeIfAbsent(
                        message.getClass(),
                        type -> registry.counter("promissory.messages", "type", type.getSimpleName()))
                .increment();
    }

    void rang(Timer timer) {
        timers.computeIfAbsent(
                        timer.getClass(), type -> registry.counter("promissory.timers", "type", type.getSimpleName()))
                .increment();
    }

    void deadLetter(Topic origin) {
        registry.counter("promissory.dead.letters", "origin", origin.topicName())
                .increment();
    }

    void answered(Outcome outcome) {
        String code = switch (outcome) {
            case Outcome.Accepted accepted -> "accepted";
            case Outcome.Rejected rejected -> rejected.rejection().code();
        };
        answers.computeIfAbsent(new Answer(code, outcome.replayed()), this::counter)
                .increment();
    }

    private Counter counter(Answer answer) {
        return registry.counter(
                "promissory.commands", "answer", answer.code(), "replayed", Boolean.toString(answer.replayed()));
    }
}
