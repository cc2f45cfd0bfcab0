package dev.promissory.reactions;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.steward.Origin;
import java.util.HexFormat;

/**
 * A fact that has been checked.
 *
 * @param hash the fact's own, 32 bytes: it names this fact and no other, on every machine and at every reading
 * @param origin where it stands on wallet.facts
 */
public record SeenFact(Fact fact, byte[] hash, Origin origin) {

    private static final int NAME_BYTES = 16;

    /** The first half of the hash, as 32 hexadecimal digits. */
    public String name() {
        return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
    }

    /**
     * An id for the command that follows from this fact: always the same for the same fact, so that it is done once
     * however often it is sent.
     *
     * @param purpose letters and digits; one fact may lead to several commands with a purpose each
     */
    public CommandId commandId(String purpose) {
        return new CommandId(purpose + "-" + name());
    }
}
