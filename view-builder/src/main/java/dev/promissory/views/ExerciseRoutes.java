package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Balance;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Json;
import dev.promissory.views.WalletQueries.AllWallets;
import dev.promissory.views.WalletQueries.WalletAsOf;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/**
 * The exercise's two queries: {@code {"owner":"alice","balances":[{"type":"BTC","amount":1.5}]}}, where the owner is the
 * wallet's id and amounts are JSON numbers, written digit by digit. A wallet that nobody opened is not shown.
 */
record ExerciseRoutes(WalletQueries wallets) {

    /** The bodies are the exercise's and have no room for it. */
    static final String AS_OF = "As-Of";

    private static final String TRUST = "Trust";

    void register(RoutesConfig routes) {
        routes.get("/api/balance/{id}", this::balance);
        routes.get("/api/show", this::show);
    }

    private void balance(Context ctx) {
        Parameters.of(ctx);
        WalletId id = ViewRoutes.walletId(ctx);
        WalletAsOf seen = wallets.wallet(id, OptionalLong.empty());
        Wallet wallet = seen.row().wallet();
        if (!isOpened(wallet)) {
            throw ViewProblems.walletNotFound(id.value());
        }
        ctx.header(AS_OF, Json.time(seen.asOf()));
        ctx.header(TRUST, seen.row().trust().state());
        ViewRoutes.answer(ctx, Json.write(json -> write(json, wallet)));
    }

    /** One wallet after the other straight to the caller: the list may be longer than memory. */
    private void show(Context ctx) throws IOException {
        Parameters.of(ctx);
        try (AllWallets all = wallets.allWallets()) {
            ctx.contentType("application/json").header(AS_OF, Json.time(all.asOf()));
            ctx.header(TRUST, all.trust().state());
            OutputStream out = ctx.outputStream();
            out.write('[');
            boolean first = true;
            while (all.range().hasNext()) {
                Wallet wallet = all.range().next().value.row().wallet();
                if (isOpened(wallet)) {
                    if (!first) {
                        out.write(',');
                    }
                    out.write(Json.write(json -> write(json, wallet)));
                    first = false;
                }
            }
            out.write(']');
        }
    }

    private static boolean isOpened(Wallet wallet) {
        return wallet.status() != Wallet.Status.UNOPENED;
    }

    private static void write(JsonGenerator json, Wallet wallet) throws IOException {
        json.writeStringField("owner", wallet.id().value());
        json.writeArrayFieldStart("balances");
        for (Balance balance : wallet.balances().values()) {
            json.writeStartObject();
            json.writeStringField("type", balance.currency().code());
            json.writeFieldName("amount");
            json.writeNumber(balance.total().plain());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
