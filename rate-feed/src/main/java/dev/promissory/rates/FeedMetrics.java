package dev.promissory.rates;

import dev.promissory.rates.Sieve.Sifted;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a feed counts: {@code promissory.rates.polls} by result, {@code promissory.rates.published},
 * {@code promissory.rates.refused} by reason; and {@code promissory.rates.breaker}, 1 for the state it is in.
 */
final class FeedMetrics {

    private final MeterRegistry registry;
    private final Counter published;

    FeedMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.published = registry.counter("promissory.rates.published");
        polled("ok", 0);
        for (SourceException.Fault fault : SourceException.Fault.values()) {
            polled(fault.label(), 0);
        }
        for (Refusal refusal : Refusal.values()) {
            registry.counter("promissory.rates.refused", "reason", refusal.label());
        }
    }

    void watch(Supplier<State> breaker) {
        for (State state : List.of(State.CLOSED, State.OPEN, State.HALF_OPEN)) {
            Gauge.builder("promissory.rates.breaker", breaker, watched -> watched.get() == state ? 1 : 0)
                    .description("1 for the state that the circuit breaker before the source is in")
                    .tag("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .strongReference(true)
                    .register(registry);
        }
    }

    void succeeded(Sifted sifted) {
        polled("ok", 1);
        published.increment(sifted.fresh().size());
        sifted.refused()
                .forEach(bad -> registry.counter(
                                "promissory.rates.refused", "reason", bad.why().label())
                        .increment());
    }

    void failed(SourceException.Fault fault) {
        polled(fault.label(), 1);
    }

    void kafkaFailed() {
        polled("kafka-unavailable", 1);
    }

    private void polled(String result, int times) {
        registry.counter("promissory.rates.polls", "result", result).increment(times);
    }
}
