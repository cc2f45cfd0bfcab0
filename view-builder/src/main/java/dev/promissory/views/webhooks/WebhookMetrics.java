package dev.promissory.views.webhooks;

import dev.promissory.views.webhooks.Endpoint.Answer;
import dev.promissory.views.webhooks.Endpoint.Answer.Refused;
import dev.promissory.views.webhooks.Endpoint.Answer.Taken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;

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
    private final MultiGauge lag;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.taken = attempts("taken");
        this.refused = attempts("refused");
        this.delivered = deliveries("delivered");
        this.givenUp = deliveries("undelivered");
        this.unreadable = Counter.builder("promissory.webhooks.unreadable")
                .description("records of the webhooks' topics that could not be read and are ignored")
                .register(registry);
        this.lag = MultiGauge.builder("promissory.webhooks.lag")
                .description("offsets that the view has folded and the webhook has not been told of")
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

    /** @param byWebhook of all that work on this instance */
    void lag(Map<String, Long> byWebhook) {
        List<Row<?>> rows = byWebhook.entrySet().stream()
                .<Row<?>>map(each -> Row.of(Tags.of("webhook", each.getKey()), each.getValue()))
                .toList();
        lag.register(rows, true);
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
