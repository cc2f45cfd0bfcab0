package dev.promissory.views.webhooks;

import dev.promissory.views.webhooks.Endpoint.Answer;
import dev.promissory.views.webhooks.Endpoint.Answer.Refused;
import dev.promissory.views.webhooks.Endpoint.Answer.Taken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code promissory.webhooks.attempts} by result, {@code …deliveries} by result, {@code …unreadable},
 * {@code …registered} by status, {@code …waiting} for what lies undelivered, and {@code …lag} by webhook.
 */
final class WebhookMetrics {

    private final MeterRegistry registry;
    private final Counter taken;
    private final Counter refused;
    private final Counter delivered;
    private final Counter givenUp;
    private final Counter unreadable;

    /** By webhook, those that work here. */
    private final Map<String, Lag> lags = new HashMap<>();

    /** One webhook's lag, and where it is shown. */
    private record Lag(AtomicLong offsets, Gauge gauge) {}

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.taken = attempts("taken");
        this.refused = attempts("refused");
        this.delivered = deliveries("delivered");
        this.givenUp = deliveries("undelivered");
        this.unreadable = Counter.builder("promissory.webhooks.unreadable")
                .description("records of the webhooks' topics that could not be read and are ignored")
                .register(registry);
    }

    void watch(WebhookTables tables) {
        registered(tables, "active", true);
        registered(tables, "suspended", false);
        Gauge.builder("promissory.webhooks.undelivered", tables, WebhookTables::undelivered)
                .description("deliveries that were given up and not replayed or discarded since")
                .register(registry);
    }

    /** A delivery that is taken is delivered. */
    void attempted(Answer answer) {
        switch (answer) {
            case Taken success -> {
                taken.increment();
                delivered.increment();
            }
            case Refused failure -> refused.increment();
        }
    }

    void givenUp() {
        givenUp.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    /**
     * Each gauge is registered once and stays while its webhook works: a scrape that fell between a removal and the next
     * registration would fail on two of the same name. For one thread.
     *
     * @param byWebhook of all that work on this instance
     */
    void lag(Map<String, Long> byWebhook) {
        lags.entrySet().removeIf(shown -> {
            boolean gone = !byWebhook.containsKey(shown.getKey());
            if (gone) {
                registry.remove(shown.getValue().gauge());
            }
            return gone;
        });
        byWebhook.forEach((webhook, offsets) ->
                lags.computeIfAbsent(webhook, this::show).offsets().set(offsets));
    }

    private Lag show(String webhook) {
        AtomicLong offsets = new AtomicLong();
        Gauge gauge = Gauge.builder("promissory.webhooks.lag", offsets, AtomicLong::get)
                .description("offsets that the view has folded and the webhook has not been told of")
                .tag("webhook", webhook)
                .register(registry);
        return new Lag(offsets, gauge);
    }

    private void registered(WebhookTables tables, String status, boolean active) {
        Gauge.builder("promissory.webhooks.registered", tables, watched -> watched.count(active))
                .description("webhooks by status")
                .tag("status", status)
                .register(registry);
    }

    private Counter attempts(String result) {
        return Counter.builder("promissory.webhooks.attempts")
                .description("attempts to deliver a fact")
                .tag("result", result)
                .register(registry);
    }

    private Counter deliveries(String result) {
        return Counter.builder("promissory.webhooks.deliveries")
                .description("deliveries that came to an end; what is delivered again counts again")
                .tag("result", result)
                .register(registry);
    }
}
