package dev.promissory.reactions;

import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.UnreadableException;
import java.util.Optional;

/** Reads what stands on wallet.outcomes under a request of the neighbour's own. */
public final class OutcomeReading {

    private OutcomeReading() {}

    /** Empty when it is no outcome: then no steward wrote it, and it answers nothing. */
    public static Optional<Outcome> read(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OutcomeJson.read(value));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }
}
