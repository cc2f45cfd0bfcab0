package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.Problem;
import dev.promissory.kit.ServerCode;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.CommandReading;
import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.protocol.CommandReading.Readable;
import java.util.Optional;

/** Whether something is a command that a steward will be able to read. */
sealed interface CommandCheck {

    /**
     * It is.
     *
     * @param value the command as it travels
     */
    record Sendable(Command command, byte[] value) implements CommandCheck {}

    /** It is not. The ids are present where they could be read. */
    record Unsendable(Problem problem, Optional<WalletId> walletId, Optional<CommandId> commandId)
            implements CommandCheck {}

    static CommandCheck of(ObjectNode node) {
        return of(CommandJson.read(node));
    }

    static CommandCheck of(byte[] json) {
        return of(CommandJson.read(json));
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

    private static CommandCheck of(CommandReading reading) {
        return switch (reading) {
            case Malformed malformed -> unsendable(malformed);
            case Readable readable -> written(readable.command());
        };
    }

    /**
     * What travels is longer than what was sent (ids come from the path, a short number may be a long decimal), so it
     * is looked at once more, with the steward's eyes: what it could not read would become a dead letter.
     */
    private static CommandCheck written(Command command) {
        byte[] value = CommandJson.write(command);
        if (value.length > CommandJson.MAX_BYTES) {
            return new Unsendable(tooLarge(), Optional.of(command.walletId()), Optional.of(command.commandId()));
        }
        return switch (CommandJson.read(value)) {
            case Malformed malformed -> unsendable(malformed);
            case Readable readable -> new Sendable(command, value);
        };
    }

    private static Unsendable unsendable(Malformed malformed) {
        return new Unsendable(
                malformed(malformed.reason(), malformed.field()), malformed.walletId(), malformed.commandId());
    }
}
