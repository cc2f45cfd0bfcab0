package dev.promissory.views;

import static dev.promissory.views.Parameters.AS_OF;
import static dev.promissory.views.Parameters.CURSOR;
import static dev.promissory.views.Parameters.LIMIT;
import static dev.promissory.views.Parameters.MIN_SEQUENCE;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Json;
import dev.promissory.views.PromiseQueries.Filter;
import dev.promissory.views.WalletQueries.WalletAsOf;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The views over HTTP. They only ever read. */
final class ViewRoutes {

    private static final String WALLET = "wallet";
    private static final String STATUS = "status";
    private static final String IN = "in";
    private static final String METADATA = "metadata.*";
    private static final String CURRENCY = "currency";
    private static final String MIN_BALANCE = "minBalance";
    private static final String MAX_BALANCE = "maxBalance";
    private static final String OWNER = "owner";
    private static final String TYPE = "type";
    private static final String COUNTERPART = "counterpart";
    private static final String REFERENCE = "reference";
    private static final String FROM = "from";
    private static final String TO = "to";

    private final WalletQueries wallets;
    private final WalletListQuery list;
    private final PastQueries past;
    private final StatementQuery statements;
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
        this.list = new WalletListQuery(partitions);
        this.past = new PastQueries(wallets, patience, clock);
        this.statements = new StatementQuery(wallets, past);
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
        Parameters parameters =
                Parameters.of(ctx, METADATA, CURRENCY, MIN_BALANCE, MAX_BALANCE, STATUS, OWNER, LIMIT, CURSOR);
        WalletFilter filter = new WalletFilter(
                parameters.family(METADATA),
                parameters.optionalCurrency(CURRENCY),
                parameters.decimal(MIN_BALANCE),
                parameters.decimal(MAX_BALANCE),
                parameters.text(STATUS).map(ViewRoutes::walletStatus),
                parameters.text(OWNER));
        if (filter.currency().isEmpty()) {
            for (String bound : List.of(MIN_BALANCE, MAX_BALANCE)) {
                if (parameters.text(bound).isPresent()) {
                    throw ViewProblems.badParameter(CURRENCY, bound + " needs a currency: say of which.");
                }
            }
        }
        answer(ctx, ViewJson.list(list.wallets(filter, parameters.limit(), parameters.text(CURSOR)), ViewJson::wallet));
    }

    private void wallet(Context ctx) {
        Parameters parameters = Parameters.of(ctx, MIN_SEQUENCE, AS_OF);
        Optional<Moment> asOf = parameters.asOf();
        if (asOf.isPresent()) {
            var then = past.wallet(walletId(ctx), asOf.get(), parameters.minSequence());
            answer(ctx, Json.write(json -> ViewJson.past(json, then)));
        } else {
            WalletAsOf seen = wallets.wallet(walletId(ctx), parameters.minSequence());
            ctx.header("ETag", "\"" + seen.row().wallet().sequence() + "\"");
            answer(ctx, Json.write(json -> ViewJson.wallet(json, seen)));
        }
    }

    private void statement(Context ctx) {
        Parameters parameters = Parameters.of(
                ctx, TYPE, CURRENCY, COUNTERPART, REFERENCE, FROM, TO, AS_OF, LIMIT, CURSOR, MIN_SEQUENCE);
        StatementFilter filter = new StatementFilter(
                parameters.text(TYPE).map(ViewRoutes::factType),
                parameters.optionalCurrency(CURRENCY),
                parameters.wallet(COUNTERPART),
                parameters.text(REFERENCE),
                parameters.time(FROM),
                parameters.time(TO),
                parameters.asOf());
        var page = statements.statement(
                walletId(ctx), filter, parameters.limit(), parameters.text(CURSOR), parameters.minSequence());
        answer(ctx, ViewJson.list(page, StatementJson::write));
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

    private static String factType(String text) {
        if (!FactJson.types().contains(text)) {
            throw ViewProblems.badParameter(
                    TYPE, "type must be one of these: " + String.join(", ", new TreeSet<>(FactJson.types())) + ".");
        }
        return text;
    }

    private static Wallet.Status walletStatus(String text) {
        Optional<Wallet.Status> status = Arrays.stream(Wallet.Status.values())
                .filter(each -> each != Wallet.Status.JOURNAL)
                .filter(each -> ViewJson.label(each).equals(text))
                .findFirst();
        return status.orElseThrow(
                () -> ViewProblems.badParameter(STATUS, "status must be open, frozen, closed or unopened."));
    }

    private static PromiseRow.Status status(String text) {
        Optional<PromiseRow.Status> status = Arrays.stream(PromiseRow.Status.values())
                .filter(each -> each.label().equals(text))
                .findFirst();
        return status.orElseThrow(() -> ViewProblems.badParameter(STATUS, "status must be pending, kept or returned."));
    }
}
