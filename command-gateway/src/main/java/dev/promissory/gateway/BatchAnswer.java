package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.gateway.CommandCheck.Unsendable;
import dev.promissory.gateway.Reply.Refusal;
import dev.promissory.kit.Problem;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import java.util.Arrays;
import java.util.Optional;

/** The line that answers one command of many, with its line feed. */
final class BatchAnswer {

    private BatchAnswer() {}

    /** @param dryRun whether the command was only to be tried */
    static byte[] line(Command command, boolean dryRun, Reply<Outcome> reply) {
        return dryRun ? tried(command, reply) : line(command, reply);
    }

    private static byte[] tried(Command command, Reply<Outcome> reply) {
        ObjectNode answer = switch (reply) {
            case Reply.Answered(Outcome outcome) -> DryRunAnswer.json(outcome);
            case Reply.Recorded() -> notAccepted(command, DryRunAnswer.unanswered());
            case Reply.Unknown() -> notAccepted(command, DryRunAnswer.unanswered());
            case Reply.NotAccepted(Refusal refusal) -> notAccepted(command, refusal.problem());
        };
        return line(Json.write(answer.put(CommandCheck.DRY_RUN, true)));
    }

    private static byte[] line(Command command, Reply<Outcome> reply) {
        return switch (reply) {
            case Reply.Answered(Outcome outcome) -> line(OutcomeJson.write(outcome));
            case Reply.Recorded() -> line(Json.write(CommandAnswer.undecided(command, "recorded")));
            case Reply.Unknown() -> line(Json.write(CommandAnswer.undecided(command, "unknown")));
            case Reply.NotAccepted(Refusal refusal) -> line(Json.write(notAccepted(command, refusal.problem())));
        };
    }

    /** The first line beyond the most that a batch may have: neither it nor what follows ever left this process. */
    static byte[] tooMany(long number) {
        Problem problem = GatewayCode.TOO_MANY_COMMANDS.problem();
        return line(Json.write(notAccepted(problem).put("line", number)));
    }

    /** A line that is no command: rejected, with its number, and with its ids where they could be read. */
    static byte[] line(long number, Unsendable unsendable) {
        ObjectNode answer = refused(number, unsendable.problem());
        unsendable.walletId().ifPresent(id -> answer.put("walletId", id.value()));
        unsendable.commandId().ifPresent(id -> answer.put("commandId", id.value()));
        return line(Json.write(answer));
    }

    static byte[] tooLong(long number) {
        return line(number, new Unsendable(CommandCheck.tooLarge(), Optional.empty(), Optional.empty()));
    }

    private static ObjectNode notAccepted(Command command, Problem problem) {
        return notAccepted(problem)
                .put("walletId", command.walletId().value())
                .put("commandId", command.commandId().value());
    }

    private static ObjectNode notAccepted(Problem problem) {
        return Json.object()
                .put("status", "not-accepted")
                .put("code", problem.code())
                .put("detail", problem.detail());
    }

    private static ObjectNode refused(long number, Problem problem) {
        ObjectNode answer = Json.object()
                .put("status", "rejected")
                .put("code", problem.code())
                .put("detail", problem.detail());
        problem.field().ifPresent(field -> answer.put("field", field));
        return answer.put("line", number);
    }

    private static byte[] line(byte[] json) {
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }
}
