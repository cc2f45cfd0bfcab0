package dev.promissory.views;

import static dev.promissory.views.Parameters.CURSOR;
import static dev.promissory.views.Parameters.LIMIT;
import static dev.promissory.views.Parameters.MIN_SEQUENCE;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Json;
import dev.promissory.views.PromiseQueries.Filter;
import dev.promissory.views.WalletQueries.WalletAsOf;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The views over HTTP. They only ever read. */
final class ViewRoutes {

    private static final String WALLET = "wallet";
    private static final String STATUS = "status";
    private static final String IN = "in";

    private final WalletQueries wallets;
    private final PromiseQueries promises;
    private final SupplyQuery supply;
    private final OutcomeQuery outcomes;
    private final MintQueries mint;
    private final ValuationQuery valuations;

    /**
     * @param patience how long a query with {@code minSequence} waits
     * @param rateMaxAge a rate that is older makes a valuation stale
     */
    ViewRoutes(Partitions partitions, Duration patience, Duration rateMaxAge, Clock clock) {
        this.wallets = new WalletQueries(partitions, patience);
        this.promises = new PromiseQueries(partitions, wallets);
        this.supply = new SupplyQuery(partitions);
        this.outcomes = new OutcomeQuery(partitions, clock);
        this.mint = new MintQueries(partitions, patience);
        this.valuations = new ValuationQuery(partitions, wallets, rateMaxAge, clock);
    }

    void register(RoutesConfig routes) {
        routes.get("/wallets", this::wallets);
        routes.get("/wallets/{id}", this::wallet);
        routes.get("/wallets/{id}/statement", this::statement);
        routes.get("/wallets/{id}/valuation", this::valuation);
        routes.get("/wallets/{id}/commands/{commandId}", this::command);
        routes.get("/promises", this::promises);
        routes.get("/promises/{id}", this::promise);
        routes.get("/supply", this::supply);
        new HoldingRoutes(new Holdings(wallets)).register(routes);
        new ExerciseRoutes(wallets).register(routes);
        new MintRoutes(mint).register(routes);
        // A table that was there when the query began may be moved or closed while it is read.
        routes.exception(
                InvalidStateStoreException.class,
                (e, ctx) -> Partitions.notRestored().problem().answer(ctx));
    }

    private void wallets(Context ctx) {
        Parameters parameters = Parameters.of(ctx, LIMIT, CURSOR);
        answer(ctx, ViewJson.list(wallets.wallets(parameters.limit(), parameters.text(CURSOR)), ViewJson::wallet));
    }

    private void wallet(Context ctx) {
        Parameters parameters = Parameters.of(ctx, MIN_SEQUENCE);
        WalletAsOf seen = wallets.wallet(walletId(ctx), parameters.minSequence());
        ctx.header("ETag", "\"" + seen.row().wallet().sequence() + "\"");
        answer(ctx, Json.write(json -> ViewJson.wallet(json, seen)));
    }

    private void statement(Context ctx) {
        Parameters parameters = Parameters.of(ctx, LIMIT, CURSOR, MIN_SEQUENCE);
        answer(
                ctx,
                ViewJson.list(
                        wallets.statement(
                                walletId(ctx), parameters.limit(), parameters.text(CURSOR), parameters.minSequence()),
                        StatementJson::write));
    }

    private void valuation(Context ctx) {
        Parameters parameters = Parameters.of(ctx, IN, MIN_SEQUENCE);
        Valuation valuation = valuations.value(walletId(ctx), parameters.currency(IN), parameters.minSequence());
        answer(ctx, ValuationJson.write(valuation));
    }

    private void command(Context ctx) {
        Parameters.of(ctx);
        WalletId walletId = walletId(ctx);
        String commandId = ctx.pathParam("commandId");
        if (!CommandId.isValid(commandId)) {
            throw ViewProblems.commandNotFound(commandId);
        }
        var seen = outcomes.outcome(walletId, new CommandId(commandId));
        answer(ctx, Json.write(json -> ViewJson.outcome(json, seen)));
    }

    private void promises(Context ctx) {
        Parameters parameters = Parameters.of(ctx, WALLET, STATUS, LIMIT, CURSOR);
        Filter filter =
                new Filter(parameters.wallet(WALLET), parameters.text(STATUS).map(ViewRoutes::status));
        answer(
                ctx,
                ViewJson.list(
                        promises.promises(filter, parameters.limit(), parameters.text(CURSOR)), PromiseJson::write));
    }

    private void promise(Context ctx) {
        Parameters parameters = Parameters.of(ctx, MIN_SEQUENCE);
        String id = ctx.pathParam("id");
        PromiseId promiseId = PromiseId.parse(id).orElseThrow(() -> ViewProblems.promiseNotFound(id));
        var seen = promises.promise(promiseId, parameters.minSequence());
        answer(ctx, Json.write(json -> PromiseJson.write(json, seen)));
    }

    private void supply(Context ctx) {
        Parameters.of(ctx);
        answer(ctx, ViewJson.supply(supply.supply()));
    }

    /** What cannot be a wallet's id is no wallet. */
    static WalletId walletId(Context ctx) {
        String id = ctx.pathParam("id");
        if (!WalletId.isValid(id)) {
            throw ViewProblems.walletNotFound(id);
        }
        return new WalletId(id);
    }

    static void answer(Context ctx, byte[] json) {
        ctx.contentType("application/json").result(json);
    }

    private static PromiseRow.Status status(String text) {
        Optional<PromiseRow.Status> status = Arrays.stream(PromiseRow.Status.values())
                .filter(each -> each.label().equals(text))
                .findFirst();
        return status.orElseThrow(() -> ViewProblems.badParameter(STATUS, "status must be pending, kept or returned."));
    }
}
