package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Reversed;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/**
 * The routes by which money is sent back. A steward remembers no more than it must, so it is shown the fact that says
 * what there is to send back; the gateway gets it from the views, who vouch for nothing: the steward checks its seal.
 */
record ReversalRoutes(CommandDesk desk, ProofSearch proofs) {

    private static final String PROOF = "proof";

    void register(RoutesConfig routes) {
        routes.post("/promises/{promiseId}/reverse", this::promise);
        routes.post("/wallets/{id}/facts/{sequence}/reverse", this::fact);
    }

    private void promise(Context ctx) throws IOException {
        PromiseId promiseId = LedgerPath.promiseId(ctx);
        CommandRequest request = CommandRequest.ofNoWallet(ctx);
        ObjectNode body = request.bodyWithout(PROOF);
        reverse(ctx, request, body, proofs.ofPromise(ctx.req().getLocalPort(), promiseId));
    }

    private void fact(Context ctx) throws IOException {
        long sequence = LedgerPath.sequence(ctx);
        CommandRequest request = CommandRequest.of(ctx);
        ObjectNode body = request.bodyWithout(PROOF);
        reverse(ctx, request, body, proofs.ofFact(ctx.req().getLocalPort(), request.walletId(), sequence));
    }

    private void reverse(Context ctx, CommandRequest request, ObjectNode body, ShownFact shown) {
        body.set(PROOF, shown.proofJson());
        desk.ask(
                ctx,
                Reversed.isOfSeveral(shown.fact())
                        ? request.toJournal()
                        : request.to(shown.fact().walletId()),
                "Reverse",
                body);
    }
}
