package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.gateway.CommandCheck.Sendable;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.Outcome;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The routes by which a wallet is asked for something. */
final class WalletRoutes {

    /** What a transfer to one receiver may have in place of {@code legs}. */
    private static final List<String> LEG_FIELDS = List.of("to", "amount", "currency");

    private final CommandSender<Command, Outcome> sender;

    WalletRoutes(CommandSender<Command, Outcome> sender) {
        this.sender = sender;
    }

    void register(RoutesConfig routes) {
        routes.put("/wallets/{id}", ctx -> command(ctx, "OpenWallet"));
        routes.post("/wallets/{id}/deposits", ctx -> command(ctx, "Deposit"));
        routes.post("/wallets/{id}/withdrawals", ctx -> command(ctx, "Withdraw"));
        routes.post("/wallets/{id}/transfers", this::transfer);
        routes.post("/wallets/{id}/freeze", ctx -> command(ctx, "Freeze"));
        routes.post("/wallets/{id}/unfreeze", ctx -> command(ctx, "Unfreeze"));
        routes.post("/wallets/{id}/close", ctx -> command(ctx, "Close"));
    }

    private void command(Context ctx, String type) throws IOException {
        CommandRequest request = CommandRequest.of(ctx);
        send(ctx, request, request.command(type, request.bodyOfItsOwn()));
    }

    private void transfer(Context ctx) throws IOException {
        CommandRequest request = CommandRequest.of(ctx);
        send(ctx, request, request.command("Transfer", withLegs(request.bodyOfItsOwn())));
    }

    private void send(Context ctx, CommandRequest request, Sendable command) {
        Reply<Outcome> reply = sender.send(command.command(), command.value(), request.waiting())
                .join();
        CommandAnswer.answer(ctx, command, reply);
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
