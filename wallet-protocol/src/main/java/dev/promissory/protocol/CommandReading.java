package dev.promissory.protocol;

import dev.promissory.domain.Command;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import java.util.Optional;

/** What came of reading a command. */
public sealed interface CommandReading {

    /** @param dryRun whether its sender only wants to know what would follow */
    record Readable(Command command, boolean dryRun) implements CommandReading {}

    /**
     * @param reason for the one who sent it
     * @param field at fault, where it is one
     * @param walletId and {@code commandId}: present where they could be read, so that the sender can be answered
     */
    record Malformed(String reason, Optional<String> field, Optional<WalletId> walletId, Optional<CommandId> commandId)
            implements CommandReading {}
}
