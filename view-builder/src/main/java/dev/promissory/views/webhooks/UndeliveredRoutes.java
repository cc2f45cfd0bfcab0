package dev.promissory.views.webhooks;

import dev.promissory.protocol.Json;
import dev.promissory.views.Parameters;
import dev.promissory.views.ViewProblems;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.feed.NotHereException;
import dev.promissory.views.webhooks.Courier.Result.Delivered;
import dev.promissory.views.webhooks.Courier.Result.GivenUp;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What was given up, over HTTP: listed, tried once more, or discarded. */
final class UndeliveredRoutes {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebhookRoutes.Reading reading;
    private final WebhookTables tables;
    private final RegistryLog log;
    private final Feeds feeds;
    private final Courier courier;
    private final Tallies tallies;
    private final Replays replays = new Replays();

    UndeliveredRoutes(
            WebhookRoutes.Reading reading,
            WebhookTables tables,
            RegistryLog log,
            Feeds feeds,
            Courier courier,
            Tallies tallies) {
        this.reading = reading;
        this.tables = tables;
        this.log = log;
        this.feeds = feeds;
        this.courier = courier;
        this.tallies = tallies;
    }

    void register(RoutesConfig routes) {
        routes.get("/webhooks/{id}/undelivered", this::list);
        routes.post("/webhooks/{id}/undelivered/{delivery}/replay", this::replay);
        routes.delete("/webhooks/{id}/undelivered/{delivery}", this::discard);
    }

    private void list(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Parameters.LIMIT, Parameters.CURSOR);
        int limit = parameters.limit();
        Webhook webhook = webhook(ctx);
        String list = "undelivered/" + webhook.id();
        Optional<FactPlace> after = parameters.cursor(list).flatMap(FactPlace::parse);
        List<Undelivered> found = tables.allUndelivered(webhook.id()).values().stream()
                .filter(each -> each.generation().equals(webhook.generation()))
                .filter(each -> after.isEmpty() || each.place().compareTo(after.get()) > 0)
                .limit(limit + 1L)
                .toList();
        WebhookRoutes.answer(
                ctx,
                WebhookAnswers.page(
                        list, found, limit, each -> each.place().toString(), (json, each) -> each.writeFields(json)));
    }

    private void replay(Context ctx) throws IOException, InterruptedException {
        Parameters.of(ctx);
        Webhook webhook = webhook(ctx);
        Undelivered undelivered = undelivered(ctx, webhook);
        WebhookRequest.nothing(ctx);
        Replays.Turn turn = replays.begin(webhook, undelivered.place());
        try {
            // Again: whose turn it was before may have delivered it.
            replay(ctx, webhook, undelivered(ctx, webhook));
        } finally {
            turn.close();
        }
    }

    private void replay(Context ctx, Webhook webhook, Undelivered undelivered) throws InterruptedException {
        switch (courier.tryOnceMore(webhook, fact(undelivered), undelivered, tallies.of(webhook))) {
            case Delivered delivered -> {
                log.remove(webhook.id(), List.of(undelivered.place()));
                WebhookRoutes.answer(ctx, Json.write(json -> {
                    json.writeStringField("delivery", undelivered.place().toString());
                    json.writeBooleanField("delivered", true);
                    json.writeNumberField("status", delivered.status());
                }));
            }
            case GivenUp again -> {
                // Unless it was discarded, or delivered, meanwhile.
                if (tables.undelivered(webhook, undelivered.place()).isPresent()) {
                    log.put(again.undelivered());
                }
                throw WebhookProblems.refused(again.undelivered().error());
            }
        }
    }

    private void discard(Context ctx) throws InterruptedException {
        Parameters.of(ctx);
        Webhook webhook = webhook(ctx);
        log.remove(webhook.id(), List.of(undelivered(ctx, webhook).place()));
        ctx.status(204);
    }

    private Webhook webhook(Context ctx) {
        reading.requireComplete();
        return WebhookRoutes.webhook(tables, ctx);
    }

    private Undelivered undelivered(Context ctx, Webhook webhook) {
        String delivery = ctx.pathParam("delivery");
        return FactPlace.parse(delivery)
                .flatMap(place -> tables.undelivered(webhook, place))
                .orElseThrow(() -> WebhookProblems.deliveryNotFound(delivery));
    }

    private FeedFact fact(Undelivered undelivered) {
        try {
            return feeds.read(undelivered, PATIENCE)
                    .orElseThrow(() ->
                            ViewProblems.notReady("The fact was not read in time: nothing was tried, try again."));
        } catch (NotHereException e) {
            throw ViewProblems.notReady(e.getMessage() + " Nothing was tried: ask the one that has it.");
        }
    }
}
