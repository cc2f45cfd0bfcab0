package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.gateway.Reply.Refusal;
import dev.promissory.kit.Problem;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.Outcome.Accepted;
import dev.promissory.protocol.Outcome.Rejected;
import dev.promissory.protocol.OutcomeJson;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;

/**
 * Replies to dry runs as HTTP answers: what would have been the outcome, with {@code "dryRun":true}. Nothing has been
 * made, so there is no 201 and nothing to point to; and nobody remembers a dry run, so there is nowhere to ask for one
 * whose answer does not come.
 */
final class DryRunAnswer {

    private DryRunAnswer() {}

    static void answer(Context ctx, Reply<Outcome> reply) {
        switch (reply) {
            case Reply.Answered(Outcome outcome) -> {
                CommandAnswer.markReplay(ctx, outcome.replayed());
                switch (outcome) {
                    case Accepted accepted ->
                        ctx.status(200).contentType("application/json").result(Json.write(json(accepted)));
                    case Rejected rejected -> {
                        int status = rejected.rejection().httpStatus();
                        rejected(ctx, CommandAnswer.problem(rejected, status), rejected);
                    }
                }
            }
            case Reply.Recorded() -> unanswered().answer(ctx);
            case Reply.Unknown() -> unanswered().answer(ctx);
            case Reply.NotAccepted(Refusal refusal) -> refusal.problem().answer(ctx);
        }
    }

    static void rejected(Context ctx, Problem problem, Rejected rejected) {
        Map<String, Object> more = CommandAnswer.members(rejected);
        more.put(CommandCheck.DRY_RUN, true);
        problem.answer(ctx, more);
    }

    static ObjectNode json(Outcome outcome) {
        return Json.readObject(OutcomeJson.write(outcome)).put(CommandCheck.DRY_RUN, true);
    }

    static Problem unanswered() {
        return GatewayCode.DRY_RUN_UNANSWERED.problem().withRetryAfter(Duration.ofSeconds(1));
    }
}
