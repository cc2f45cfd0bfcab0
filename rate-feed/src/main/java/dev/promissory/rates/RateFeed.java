package dev.promissory.rates;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.Service;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.rates.Sieve.Sifted;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A feed of rates: polls one HTTP source and publishes to wallet.rates until it is closed. */
public final class RateFeed implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(RateFeed.class);

    private static final String NAME = "rates";
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final RateFeedSettings settings;
    private final Poll poll;
    private final Clock clock;
    private final FeedMetrics metrics;
    private final Standing standing = new Standing();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    RateFeed(RateFeedSettings settings, Poll poll, Clock clock, MeterRegistry registry, Fatal fatal) {
        this.settings = settings;
        this.poll = poll;
        this.clock = clock;
        this.metrics = new FeedMetrics(registry);
        metrics.watch(poll.source()::breaker);
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("rates-poll")
                .uncaughtExceptionHandler((dead, cause) -> fatal.report(NAME, cause))
                .start(this::run);
    }

    /**
     * Starts polling.
     *
     * @throws dev.promissory.protocol.TopicMismatchException when the cluster's topics cannot serve
     * @throws KafkaUnavailableException when the cluster does not answer
     */
    public static RateFeed start(RateFeedSettings settings, MeterRegistry registry, Fatal fatal) {
        Clock clock = Clock.systemUTC();
        return new RateFeed(settings, Poll.open(settings, clock), clock, registry, fatal);
    }

    /**
     * Polls a single time.
     *
     * @throws NoRatesException when the source gives no answer that can be read
     * @throws KafkaUnavailableException when Kafka does not answer
     */
    public static Publication once(RateFeedSettings settings) throws InterruptedException {
        try (Poll poll = Poll.open(settings, Clock.systemUTC())) {
            return Publication.of(poll.run());
        } catch (SourceException e) {
            throw new NoRatesException(settings.source() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Ready once rates have come, and as long as the source is being asked and Kafka takes what it says. */
    @Override
    public Health health() {
        State breaker = poll.source().breaker();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("source", settings.source());
        details.put("breaker", breaker.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        standing.tell(details);
        return new Health(breaker == State.CLOSED && standing.works(), details);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                LOG.warn("The poll of rates has not ended within {} ms", CLOSE_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The clients are closed where they are used: a consumer lets only one thread in. */
    private void run() {
        try (poll) {
            do {
                pollOnce();
            } while (!closed.await(settings.interval().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException | InterruptException e) {
            // Only close() interrupts this thread, and ending is what it wants.
            LOG.debug("The rate feed has ended");
        }
    }

    private void pollOnce() throws InterruptedException {
        try {
            Sifted sifted = poll.run();
            metrics.succeeded(sifted);
            standing.succeeded(sifted, clock.instant());
        } catch (SourceException e) {
            metrics.failed(e.fault());
            standing.failed(settings.source() + ": " + e.getMessage(), false, clock.instant());
        } catch (KafkaUnavailableException e) {
            metrics.kafkaFailed();
            standing.failed(e.getMessage(), true, clock.instant());
        }
    }
}
