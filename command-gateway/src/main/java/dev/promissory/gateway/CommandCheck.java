package dev.promissory.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.Problem;
import dev.promissory.kit.ServerCode;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.protocol.CommandReading.Readable;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import java.util.Optional;

/** Whether something is a command that a steward will be able to read. */
sealed interface CommandCheck {

    /** The field of a command that is only to be tried: what would be the answer, without any effect. */
    String DRY_RUN = "dryRun";

    /**
     * It is.
     *
     * @param value the command as it travels
     * @param dryRun whether it is only to be tried
     */
    record Sendable(Command command, byte[] value, boolean dryRun) implements CommandCheck {}

    /** It is not. The ids are present where they could be read. */
    record Unsendable(Problem problem, Optional<WalletId> walletId, Optional<CommandId> commandId)
            implements CommandCheck {}

    /** @param node is used up */
    static CommandCheck of(ObjectNode node) {
        JsonNode wish = node.path(DRY_RUN);
        node.remove(DRY_RUN);
        return switch (CommandJson.read(node)) {
            case Malformed malformed -> unsendable(malformed);
            case Readable readable
            when !wish.isBoolean() && !wish.isNull() && !wish.isMissingNode() ->
                new Unsendable(
                        malformed("dryRun must be true or false", Optional.of(DRY_RUN)),
                        Optional.of(readable.command().walletId()),
                        Optional.of(readable.command().commandId()));
            case Readable readable -> written(readable.command(), wish.asBoolean());
        };
    }

    /** @param dryRun whether it is only to be tried, whatever it says itself */
    static CommandCheck of(byte[] json, boolean dryRun) {
        try {
            ObjectNode node = Json.readObject(json);
            return of(dryRun ? node.put(DRY_RUN, true) : node);
        } catch (UnreadableException e) {
            return new Unsendable(malformed(e.getMessage(), e.field()), Optional.empty(), Optional.empty());
        }
    }

    static Problem malformed(String reason, Optional<String> field) {
        Problem problem = Problem.of(
                Rejection.MALFORMED_COMMAND.httpStatus(),
                Rejection.MALFORMED_COMMAND.code(),
                "The command cannot be read: " + reason + ".");
        return field.map(problem::withField).orElse(problem);
    }

    static Problem tooLarge() {
        return ServerCode.COMMAND_TOO_LARGE.problem(
                "A command has at most " + CommandJson.MAX_BYTES + " bytes; send less.");
    }

    /**
     * What travels is longer than what was sent (ids come from the path, 1e100 is written out), so its length is looked
     * at once more. And it is read with the steward's eyes: what it could not read would become a dead letter.
     */
    private static CommandCheck written(Command command, boolean dryRun) {
        byte[] json = CommandJson.write(command);
        byte[] value = dryRun ? Json.write(Json.readObject(json).put(DRY_RUN, true)) : json;
        if (value.length > CommandJson.MAX_BYTES) {
            return new Unsendable(tooLarge(), Optional.of(command.walletId()), Optional.of(command.commandId()));
        }
        return switch (CommandJson.read(json)) {
            case Malformed malformed -> unsendable(malformed);
            case Readable readable -> new Sendable(command, value, dryRun);
        };
    }

    private static Unsendable unsendable(Malformed malformed) {
        return new Unsendable(
                malformed(malformed.reason(), malformed.field()), malformed.walletId(), malformed.commandId());
    }
}
