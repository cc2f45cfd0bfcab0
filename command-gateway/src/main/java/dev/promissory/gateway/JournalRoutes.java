package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Sha256;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The routes by which money moves between any wallets, all of it or none: by a journal, whose id the caller chooses. */
record JournalRoutes(CommandDesk desk) {

    private static final String FROM = "from";

    void register(RoutesConfig routes) {
        routes.post("/journals", ctx -> open(ctx, "OpenJournal"));
        routes.post("/exchanges", ctx -> open(ctx, "Exchange"));
        routes.post("/wallets/{id}/exchanges", this::exchange);
    }

    private void open(Context ctx, String type) throws IOException {
        CommandRequest request = CommandRequest.ofNoWallet(ctx).toJournal();
        desk.ask(ctx, request, type, request.bodyOfItsOwn());
    }

    private void exchange(Context ctx) throws IOException {
        CommandRequest request = CommandRequest.of(ctx);
        ObjectNode body = request.bodyWithout(FROM);
        body.put(FROM, request.walletId().value());
        WalletId journalId = exchangeId(request.walletId(), request.commandId());
        desk.ask(ctx, request.toJournal(journalId), "Exchange", body);
    }

    /**
     * The journal of a wallet's exchange: the same for the same wallet and command, and for no others. Neither id can
     * have a tilde, so no two pairs are written alike; both together may be too long for an id, their hash is not.
     */
    static WalletId exchangeId(WalletId walletId, CommandId commandId) {
        byte[] pair = (walletId.value() + "~" + commandId.value()).getBytes(StandardCharsets.US_ASCII);
        return new WalletId(
                "exchange-" + HexFormat.of().formatHex(Sha256.digest().digest(pair)));
    }
}
