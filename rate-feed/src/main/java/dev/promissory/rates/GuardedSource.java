package dev.promissory.rates;

import dev.promissory.rates.SourceException.Fault;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * A source that is asked again when it fails, and left in peace when it fails too often. The circuit breaker is inside the
 * retry: it counts every attempt, and once it is open no retry gets through.
 */
final class GuardedSource implements AutoCloseable {

    private final HttpSource source;
    private final AnswerReader reader;
    private final Clock clock;
    private final Retry retry;
    private final CircuitBreaker breaker;
    private volatile String lastFault = "it was not asked";

    GuardedSource(HttpSource source, AnswerReader reader, Resilience resilience, Clock clock) {
        this.source = source;
        this.reader = reader;
        this.clock = clock;
        this.retry = Retry.of(
                "rates",
                RetryConfig.custom()
                        .maxAttempts(resilience.attempts())
                        .intervalFunction(
                                IntervalFunction.ofExponentialRandomBackoff(resilience.firstPause(), 2.0, 0.5))
                        .retryOnException(e -> e instanceof SourceException fault && fault.worthRetrying())
                        .build());
        this.breaker = CircuitBreaker.of(
                "rates",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(resilience.failures())
                        .minimumNumberOfCalls(resilience.failures())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(resilience.peace())
                        .recordException(SourceException.class::isInstance)
                        .ignoreExceptions(InterruptedException.class)
                        .build());
    }

    /** @throws SourceException when it fails, also after all attempts, or is not asked now */
    List<Quotation> ask() throws InterruptedException {
        try {
            return retry.executeCallable(() -> breaker.executeCallable(this::askOnce));
        } catch (CallNotPermittedException e) {
            throw new SourceException(
                    Fault.NOT_ASKED, "it failed too often and is left in peace for a while; at last " + lastFault);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("asking throws nothing else", e);
        }
    }

    CircuitBreaker.State breaker() {
        return breaker.getState();
    }

    @Override
    public void close() {
        source.close();
    }

    /** A rate without a time is of the moment it was asked for: it may be younger, and is never made younger than it is. */
    private List<Quotation> askOnce() throws InterruptedException {
        Instant asked = clock.instant();
        try {
            return reader.read(source.fetch(), asked);
        } catch (SourceException e) {
            lastFault = e.getMessage();
            throw e;
        }
    }
}
