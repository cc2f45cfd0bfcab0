package dev.promissory.views.webhooks;

import dev.promissory.views.webhooks.Tally.Count;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One tally for each webhook, whichever worker is at it. Safe for use by several threads. */
final class Tallies {

    private final WebhookTables tables;
    private final WebhookMetrics metrics;
    private final ConcurrentMap<String, Tally> byGeneration = new ConcurrentHashMap<>();

    Tallies(WebhookTables tables, WebhookMetrics metrics) {
        this.tables = tables;
        this.metrics = metrics;
    }

    /** Made with its first use; those of webhooks that are gone are forgotten. */
    Tally of(Webhook webhook) {
        Set<String> known = tables.generations();
        byGeneration.keySet().removeIf(generation -> !known.contains(generation));
        return byGeneration.computeIfAbsent(webhook.generation(), generation -> new Tally(metrics));
    }

    Count count(Webhook webhook) {
        Tally tally = byGeneration.get(webhook.generation());
        return tally == null ? Count.NOTHING : tally.count();
    }
}
