package dev.promissory.views.webhooks;

import dev.promissory.views.Parameters;
import dev.promissory.views.webhooks.Registrations.Registered;
import dev.promissory.views.webhooks.Webhook.Start;
import dev.promissory.views.webhooks.WebhookAnswers.Standing;
import dev.promissory.views.webhooks.WebhookRequest.Registration;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Webhooks over HTTP: registered, looked at, suspended, resumed, set back and removed. */
final class WebhookRoutes {

    private static final String LIST = "webhooks";
    private static final String ASKED_FOR = "asked for";

    private final Reading reading;
    private final WebhookTables tables;
    private final Registrations registrations;
    private final WebhookAnswers answers;
    private final FactPositions positions;
    private final Places places;
    private final Clock clock;

    /** Throws while the tables are not complete. */
    @FunctionalInterface
    interface Reading {
        void requireComplete();
    }

    WebhookRoutes(
            Reading reading,
            WebhookTables tables,
            Registrations registrations,
            WebhookAnswers answers,
            FactPositions positions,
            Places places,
            Clock clock) {
        this.reading = reading;
        this.tables = tables;
        this.registrations = registrations;
        this.answers = answers;
        this.positions = positions;
        this.places = places;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.post("/webhooks", this::register);
        routes.get("/webhooks", this::list);
        routes.get("/webhooks/{id}", this::one);
        routes.delete("/webhooks/{id}", this::remove);
        routes.post("/webhooks/{id}/suspend", this::suspend);
        routes.post("/webhooks/{id}/resume", this::resume);
        routes.post("/webhooks/{id}/replay", this::setBack);
    }

    private void register(Context ctx) throws IOException, InterruptedException {
        Parameters.of(ctx);
        reading.requireComplete();
        Registration wanted = WebhookRequest.registration(ctx);
        Map<Integer, Long> begin = wanted.start() == Start.NOW
                ? positions.end(wanted.target().filter())
                : positions.first(wanted.target().filter());
        Webhook webhook = new Webhook(
                wanted.id().orElseGet(() -> UUID.randomUUID().toString()),
                UUID.randomUUID().toString(),
                0,
                wanted.target(),
                wanted.start(),
                clock.instant(),
                begin,
                Optional.empty());
        switch (registrations.register(webhook)) {
            case Registered.New made -> {
                ctx.status(201).header("Location", "/webhooks/" + webhook.id());
                answer(ctx, answers.registered(made.webhook()));
            }
            case Registered.Known known -> {
                ctx.header("Location", "/webhooks/" + webhook.id());
                answer(ctx, answers.registered(known.webhook()));
            }
            case Registered.Taken taken -> throw WebhookProblems.idTaken(webhook.id());
            case Registered.TooMany tooMany -> throw WebhookProblems.tooMany();
        }
    }

    private void list(Context ctx) {
        Parameters parameters = Parameters.of(ctx, Parameters.LIMIT, Parameters.CURSOR);
        int limit = parameters.limit();
        Optional<String> after = parameters.cursor(LIST);
        reading.requireComplete();
        List<Webhook> found = (after.isPresent() ? tables.webhooksAfter(after.get()) : tables.webhooks())
                .stream().limit(limit + 1L).toList();
        answer(ctx, WebhookAnswers.page(LIST, found, limit, Webhook::id, answers::writeFields));
    }

    private void one(Context ctx) throws InterruptedException {
        Parameters.of(ctx);
        answerStanding(ctx, webhook(ctx));
    }

    private void remove(Context ctx) throws InterruptedException {
        Parameters.of(ctx);
        Webhook webhook = webhook(ctx);
        if (!registrations.remove(webhook.id())) {
            throw WebhookProblems.notFound(webhook.id());
        }
        ctx.status(204);
    }

    private void suspend(Context ctx) throws IOException, InterruptedException {
        answerChanged(ctx, registrations.suspend(idOfChange(ctx), ASKED_FOR));
    }

    private void resume(Context ctx) throws IOException, InterruptedException {
        answerChanged(ctx, registrations.resume(idOfChange(ctx)));
    }

    private void setBack(Context ctx) throws IOException, InterruptedException {
        Parameters.of(ctx);
        Webhook webhook = webhook(ctx);
        Optional<Instant> since = WebhookRequest.setBack(ctx);
        Map<Integer, Long> from = since.isPresent()
                ? positions.since(webhook.target().filter(), since.get())
                : positions.first(webhook.target().filter());
        answerChanged(ctx, registrations.setBack(webhook.id(), from));
    }

    private String idOfChange(Context ctx) throws IOException {
        Parameters.of(ctx);
        Webhook webhook = webhook(ctx);
        WebhookRequest.nothing(ctx);
        return webhook.id();
    }

    private Webhook webhook(Context ctx) {
        reading.requireComplete();
        return webhook(tables, ctx);
    }

    static Webhook webhook(WebhookTables tables, Context ctx) {
        String id = ctx.pathParam("id");
        return tables.webhook(id).orElseThrow(() -> WebhookProblems.notFound(id));
    }

    private void answerChanged(Context ctx, Optional<Webhook> changed) throws InterruptedException {
        answerStanding(ctx, changed.orElseThrow(() -> WebhookProblems.notFound(ctx.pathParam("id"))));
    }

    private void answerStanding(Context ctx, Webhook webhook) throws InterruptedException {
        Standing standing =
                new Standing(places.of(webhook), positions.end(webhook.target().filter()));
        answer(ctx, answers.standing(webhook, standing));
    }

    static void answer(Context ctx, byte[] json) {
        ctx.contentType("application/json").result(json);
    }
}
