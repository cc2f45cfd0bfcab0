package dev.promissory.gateway;

import dev.promissory.domain.Command;
import dev.promissory.kit.ClientConnection;
import dev.promissory.protocol.Outcome;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many commands in one request, NDJSON in and out: one line answers one command, in the same order. At most {@value
 * Batch#MAX_COMMANDS} are taken; each line stands alone.
 */
final class BatchRoute {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRoute.class);

    /** Enough to keep Kafka busy; more would only make one client's commands wait behind each other. */
    private static final int MAX_WINDOW = 1_000;

    private final CommandSender<Command, Outcome> sender;
    private final int window;
    private final Duration patience;

    BatchRoute(CommandSender<Command, Outcome> sender, GatewaySettings settings) {
        this.sender = sender;
        // The room is for all: one batch never takes more than half of it.
        this.window = Math.clamp(settings.maxInFlight() / 2, 1, MAX_WINDOW);
        this.patience = settings.answerTimeout();
    }

    void register(RoutesConfig routes) {
        routes.post("/commands", this::answer);
    }

    private void answer(Context ctx) throws IOException, InterruptedException {
        boolean dryRun = CommandRequest.dryRun(ctx);
        ctx.status(200).contentType("application/x-ndjson");
        boolean whole = false;
        try (AnswerSpool spool = new AnswerSpool()) {
            new Batch(sender, window, patience, dryRun, spool)
                    .run(ctx.req().getInputStream(), ctx.res().getOutputStream());
            whole = true;
        } catch (IOException e) {
            if (!ctx.res().isCommitted()) {
                throw e;
            }
            LOG.info("A batch of commands has ended early: {}", e.toString());
        } finally {
            // An answer that has begun and lacks its end is the only way left to say that it is not whole.
            if (!whole && ctx.res().isCommitted()) {
                ClientConnection.of(ctx).cut();
            }
        }
    }
}
