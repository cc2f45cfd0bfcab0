package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Currency;
import dev.promissory.domain.ScheduleId;
import dev.promissory.kit.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The routes by which a wallet is asked for something. */
final class WalletRoutes {

    /** What a transfer to one receiver may have in place of {@code legs}. */
    private static final List<String> LEG_FIELDS = List.of("to", "amount", "currency");

    private final CommandDesk desk;

    WalletRoutes(CommandDesk desk) {
        this.desk = desk;
    }

    void register(RoutesConfig routes) {
        routes.put("/wallets/{id}", ctx -> desk.ask(ctx, "OpenWallet"));
        routes.post("/wallets/{id}/deposits", ctx -> desk.ask(ctx, "Deposit"));
        routes.post("/wallets/{id}/withdrawals", ctx -> desk.ask(ctx, "Withdraw"));
        routes.post("/wallets/{id}/transfers", this::transfer);
        routes.post("/wallets/{id}/schedules/{scheduleId}/cancel", this::cancel);
        routes.put("/wallets/{id}/overdraft-limits/{currency}", this::limit);
        routes.post("/wallets/{id}/freeze", ctx -> desk.ask(ctx, "Freeze"));
        routes.post("/wallets/{id}/unfreeze", ctx -> desk.ask(ctx, "Unfreeze"));
        routes.post("/wallets/{id}/close", ctx -> desk.ask(ctx, "Close"));
    }

    private void transfer(Context ctx) throws IOException {
        CommandRequest request = CommandRequest.of(ctx);
        desk.ask(ctx, request, "Transfer", withLegs(request.bodyOfItsOwn()));
    }

    private void cancel(Context ctx) throws IOException {
        ScheduleId scheduleId = LedgerPath.scheduleId(ctx);
        CommandRequest request = CommandRequest.of(ctx);
        ObjectNode body = request.bodyWithout("scheduleId");
        desk.ask(ctx, request, "CancelTransfer", body.put("scheduleId", scheduleId.toString()));
    }

    private void limit(Context ctx) throws IOException {
        Currency currency = MintRoutes.currency(ctx.pathParam("currency"));
        CommandRequest request = CommandRequest.of(ctx);
        ObjectNode body = request.bodyWithout("currency");
        desk.ask(ctx, request, "SetOverdraftLimit", body.put("currency", currency.code()));
    }

    /** One receiver's three fields become one leg. Absent and null are the same here, as in every command. */
    private static ObjectNode withLegs(ObjectNode body) {
        boolean namesOneReceiver = LEG_FIELDS.stream().anyMatch(body::hasNonNull);
        if (body.hasNonNull("legs")) {
            if (namesOneReceiver) {
                throw new ProblemException(CommandCheck.malformed(
                        "a transfer has legs, or to, amount and currency, not both", Optional.of("legs")));
            }
            LEG_FIELDS.forEach(body::remove);
            return body;
        }
        ArrayNode legs = body.arrayNode();
        ObjectNode leg = legs.addObject();
        for (String name : LEG_FIELDS) {
            if (body.has(name)) {
                leg.set(name, body.remove(name));
            }
        }
        body.set("legs", legs);
        return body;
    }
}
