package dev.promissory.mint.protocol;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import java.util.Optional;

/** What came of reading a command to the mint. */
public sealed interface MintCommandReading {

    record Readable(MintCommand command) implements MintCommandReading {}

    /**
     * @param reason for the one who sent it
     * @param field at fault, where it is one
     * @param currency and {@code commandId}: present where they could be read, so that the sender can be answered
     */
    record Malformed(String reason, Optional<String> field, Optional<Currency> currency, Optional<CommandId> commandId)
            implements MintCommandReading {}
}
