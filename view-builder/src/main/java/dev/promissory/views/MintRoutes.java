package dev.promissory.views;

import static dev.promissory.views.Parameters.CURSOR;
import static dev.promissory.views.Parameters.LIMIT;
import static dev.promissory.views.Parameters.MIN_SEQUENCE;

import dev.promissory.domain.Currency;
import dev.promissory.mint.protocol.Totals;
import dev.promissory.protocol.Json;
import dev.promissory.views.MintQueries.MintedAsOf;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.OptionalLong;

/** What the mint has issued and given, and the exercise's query for what it has left: 0 where it never issued any. */
record MintRoutes(MintQueries mint) {

    void register(RoutesConfig routes) {
        routes.get("/mint", this::currencies);
        routes.get("/mint/{currency}", this::currency);
        routes.get("/api/check-balance/{currency}", this::remaining);
    }

    private void currencies(Context ctx) {
        Parameters parameters = Parameters.of(ctx, LIMIT, CURSOR);
        ViewRoutes.answer(
                ctx, ViewJson.list(mint.currencies(parameters.limit(), parameters.text(CURSOR)), ViewJson::minted));
    }

    private void currency(Context ctx) {
        Parameters parameters = Parameters.of(ctx, MIN_SEQUENCE);
        MintedAsOf seen = mint.currency(currencyOf(ctx), parameters.minSequence());
        if (!seen.known()) {
            throw ViewProblems.currencyNotMinted(ctx.pathParam("currency"));
        }
        ctx.header("ETag", "\"" + seen.row().minted().sequence() + "\"");
        ViewRoutes.answer(ctx, Json.write(json -> ViewJson.minted(json, seen)));
    }

    private void remaining(Context ctx) {
        Parameters.of(ctx);
        MintedAsOf seen = mint.currency(currencyOf(ctx), OptionalLong.empty());
        Totals totals = seen.row().minted().totals();
        ctx.header(ExerciseRoutes.AS_OF, Json.time(seen.asOf()));
        ViewRoutes.answer(ctx, Json.write(json -> {
            json.writeStringField("currency", seen.row().minted().currency().code());
            json.writeFieldName("amount");
            json.writeNumber(totals.remaining().plain());
        }));
    }

    /** What cannot be a currency was never minted. */
    private static Currency currencyOf(Context ctx) {
        String code = ctx.pathParam("currency");
        if (!Currency.isValid(code)) {
            throw ViewProblems.currencyNotMinted(code);
        }
        return new Currency(code);
    }
}
