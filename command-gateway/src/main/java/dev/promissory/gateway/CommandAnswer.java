package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.gateway.CommandCheck.Sendable;
import dev.promissory.gateway.Reply.Refusal;
import dev.promissory.kit.Problem;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.Outcome.Accepted;
import dev.promissory.protocol.Outcome.Names;
import dev.promissory.protocol.Outcome.Rejected;
import dev.promissory.protocol.OutcomeJson;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** Replies as HTTP answers. */
final class CommandAnswer {

    private static final String JSON = "application/json";

    private CommandAnswer() {}

    static void answer(Context ctx, Sendable sent, Reply<Outcome> reply) {
        if (sent.dryRun()) {
            DryRunAnswer.answer(ctx, reply);
        } else {
            answer(ctx, sent.command(), reply);
        }
    }

    private static void answer(Context ctx, Command command, Reply<Outcome> reply) {
        switch (reply) {
            case Reply.Answered(Outcome outcome) -> {
                markReplay(ctx, outcome.replayed());
                switch (outcome) {
                    case Accepted accepted -> accepted(ctx, command, accepted);
                    case Rejected rejected ->
                        rejected(ctx, problem(rejected, rejected.rejection().httpStatus()), rejected);
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

    /** Where the command's first outcome is, or will be. */
    static String statusLocation(Command command) {
        return "/wallets/" + command.walletId() + "/commands/" + command.commandId();
    }

    static void markReplay(Context ctx, boolean replayed) {
        if (replayed) {
            ctx.header("Idempotency-Replayed", "true");
        }
    }

    static Problem problem(Rejected rejected, int status) {
        Problem problem = Problem.of(status, rejected.rejection().code(), rejected.detail());
        return rejected.field().map(problem::withField).orElse(problem);
    }

    static void rejected(Context ctx, Problem problem, Rejected rejected) {
        problem.answer(ctx, members(rejected));
    }

    /** What a problem document says of an outcome beside the problem. */
    static Map<String, Object> members(Rejected rejected) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("walletId", rejected.walletId().value());
        members.put("commandId", rejected.commandId().value());
        members.put("sequence", rejected.sequence());
        return members;
    }

    /** {@code {"status":"unknown","walletId":…,"commandId":…,"location":…}}: what is known of it is where to ask. */
    static ObjectNode undecided(Command command, String status) {
        return Json.object()
                .put("status", status)
                .put("walletId", command.walletId().value())
                .put("commandId", command.commandId().value())
                .put("location", statusLocation(command));
    }

    private static void undecided(Context ctx, Command command, String status) {
        ctx.status(202)
                .header("Location", statusLocation(command))
                .contentType(JSON)
                .result(Json.write(undecided(command, status)));
    }

    private static void accepted(Context ctx, Command command, Accepted accepted) {
        ctx.status(status(command, accepted))
                .header("Location", location(command, accepted.made()))
                .header("ETag", "\"" + accepted.sequence() + "\"")
                .contentType(JSON)
                .result(OutcomeJson.write(accepted));
    }

    /** Where what the command made can be seen: a promise before the hold that it was captured from. */
    private static String location(Command command, Names made) {
        String wallet = "/wallets/" + command.walletId();
        return made.promiseId()
                .map(promiseId -> "/promises/" + promiseId)
                .or(() -> made.scheduleId().map(scheduleId -> wallet + "/schedules/" + scheduleId))
                .or(() -> made.holdId().map(holdId -> wallet + "/holds/" + holdId))
                .orElseGet(() -> statusLocation(command));
    }

    private static int status(Command command, Accepted accepted) {
        return switch (command) {
            case Command.OpenWallet open -> accepted.opened() ? 201 : 200;
            case Command.Deposit deposit -> 201;
            case Command.Withdraw withdraw -> 201;
            case Command.Transfer transfer -> 201;
            case Command.PlaceHold place -> 201;
            case Command.CaptureHold capture -> 201;
            case Command.OpenJournal open -> 201;
            case Command.Exchange exchange -> 201;
            case Command.Reverse reverse -> 201;
            case Command.ReleaseHold release -> 200;
            case Command.CancelTransfer cancel -> 200;
            case Command.SetOverdraftLimit set -> 200;
            case Command.Freeze freeze -> 200;
            case Command.Unfreeze unfreeze -> 200;
            case Command.Close close -> 200;
        };
    }
}
