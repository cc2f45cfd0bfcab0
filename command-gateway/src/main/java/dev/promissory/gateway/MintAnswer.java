package dev.promissory.gateway;

import dev.promissory.gateway.Reply.Refusal;
import dev.promissory.kit.Problem;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintOutcome.Accepted;
import dev.promissory.mint.protocol.MintOutcome.Rejected;
import dev.promissory.mint.protocol.MintOutcomeJson;
import dev.promissory.protocol.Json;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replies about the mint as HTTP answers. */
final class MintAnswer {

    private static final String JSON = "application/json";

    private MintAnswer() {}

    static void answer(Context ctx, MintCommand command, Reply<MintOutcome> reply) {
        switch (reply) {
            case Reply.Answered(MintOutcome outcome) -> {
                CommandAnswer.markReplay(ctx, outcome.replayed());
                switch (outcome) {
                    case Accepted accepted -> accepted(ctx, command, accepted);
                    case Rejected rejected ->
                        rejected(ctx, rejected, rejected.refusal().httpStatus());
                }
            }
            case Reply.Recorded() -> {
                ctx.header("Preference-Applied", "respond-async");
                undecided(ctx, command, "recorded");
            }
            case Reply.Unknown() -> undecided(ctx, command, "unknown");
            case Reply.NotAccepted(Refusal refusal) -> refusal.problem().answer(ctx);
        }
    }

    static void rejected(Context ctx, Rejected rejected, int status) {
        Problem problem = Problem.of(status, rejected.refusal().code(), rejected.detail());
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("currency", rejected.currency().code());
        more.put("commandId", rejected.commandId().value());
        more.put("sequence", rejected.sequence());
        rejected.refusal().field().map(problem::withField).orElse(problem).answer(ctx, more);
    }

    private static void accepted(Context ctx, MintCommand command, Accepted accepted) {
        int status = switch (command) {
            case MintCommand.Mint mint -> 201;
            case MintCommand.SetCap cap -> 200;
        };
        ctx.status(status)
                .header("Location", location(command))
                .header("ETag", "\"" + accepted.sequence() + "\"")
                .contentType(JSON)
                .result(MintOutcomeJson.write(accepted));
    }

    private static void undecided(Context ctx, MintCommand command, String status) {
        ctx.status(202)
                .header("Location", location(command))
                .contentType(JSON)
                .result(Json.write(Json.object()
                        .put("status", status)
                        .put("currency", command.currency().code())
                        .put("commandId", command.commandId().value())
                        .put("location", location(command))));
    }

    /** Where the currency shows what has become of it; the mint's answers are kept for nobody to ask for. */
    private static String location(MintCommand command) {
        return "/mint/" + command.currency();
    }
}
