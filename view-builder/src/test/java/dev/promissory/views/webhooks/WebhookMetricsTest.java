package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhookMetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final WebhookMetrics metrics = new WebhookMetrics(registry);

    @Test
    void everyScrapeSeesEachWebhookOnceWhileTheyWork() throws InterruptedException {
        metrics.lag(Map.of("hook", 0L));
        AtomicBoolean enough = new AtomicBoolean();
        Thread working = Thread.ofPlatform().start(() -> {
            for (long lag = 0; !enough.get(); lag++) {
                metrics.lag(lag % 2 == 0 ? Map.of("hook", lag, "other", lag) : Map.of("hook", lag));
            }
        });
        try {
            for (int scrape = 0; scrape < 300; scrape++) {
                assertThat(registry.scrape()).containsOnlyOnce("promissory_webhooks_lag{webhook=\"hook\"}");
            }
        } finally {
            enough.set(true);
            working.join();
        }
    }

    @Test
    void theLagIsTheLastOneSaidAndGoesWithTheWebhook() {
        metrics.lag(Map.of("hook", 3L));
        metrics.lag(Map.of("hook", 5L, "other", 7L));
        assertThat(lagOf("hook")).isEqualTo(5);

        metrics.lag(Map.of("other", 7L));
        assertThat(registry.find("promissory.webhooks.lag").gauges()).hasSize(1);
        assertThat(lagOf("other")).isEqualTo(7);
    }

    private double lagOf(String webhook) {
        return registry.get("promissory.webhooks.lag")
                .tag("webhook", webhook)
                .gauge()
                .value();
    }
}
