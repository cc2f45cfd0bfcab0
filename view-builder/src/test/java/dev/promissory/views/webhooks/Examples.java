package dev.promissory.views.webhooks;

import dev.promissory.domain.WalletId;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.webhooks.Webhook.Start;
import dev.promissory.views.webhooks.Webhook.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Webhooks, facts and failures as tests need them. */
final class Examples {

    static final Instant NOW = Instant.parse("2026-11-23T16:00:00Z");

    static final String SECRET = "a secret of sixteen or more";

    private Examples() {}

    static Webhook webhook(String id) {
        return webhook(id, "http://localhost:1/hook");
    }

    static Webhook webhook(String id, String url) {
        return new Webhook(
                id,
                "generation-of-" + id,
                0,
                new Target(URI.create(url), new Secret(SECRET), Filter.EVERYTHING),
                Start.NOW,
                NOW,
                Map.of(0, 5L, 1, 7L),
                Optional.empty());
    }

    static FeedFact fact(int partition, long offset, String wallet, long sequence) {
        return new FeedFact(
                partition,
                offset,
                new WalletId(wallet),
                sequence,
                "WalletOpened",
                NOW,
                "{\"v\":1,\"type\":\"WalletOpened\"}".getBytes(StandardCharsets.UTF_8));
    }

    static Undelivered undelivered(Webhook webhook, int partition, long offset) {
        return new Undelivered(
                webhook.id(),
                webhook.generation(),
                new FactPlace(partition, offset),
                new WalletId("alice"),
                3,
                "WalletOpened",
                8,
                "status 500",
                NOW,
                NOW.plusSeconds(60));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
