package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.HoldId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** The routes by which money is set aside, and by which it is spent or made available again. */
record HoldRoutes(CommandDesk desk) {

    private static final String HOLD_ID = "holdId";

    void register(RoutesConfig routes) {
        routes.post("/wallets/{id}/holds", ctx -> desk.ask(ctx, "PlaceHold"));
        routes.post("/wallets/{id}/holds/{holdId}/capture", ctx -> resolve(ctx, "CaptureHold"));
        routes.post("/wallets/{id}/holds/{holdId}/release", ctx -> resolve(ctx, "ReleaseHold"));
    }

    private void resolve(Context ctx, String type) throws IOException {
        HoldId holdId = LedgerPath.holdId(ctx);
        CommandRequest request = CommandRequest.of(ctx);
        ObjectNode body = request.bodyWithout(HOLD_ID);
        desk.ask(ctx, request, type, body.put(HOLD_ID, holdId.value()));
    }
}
