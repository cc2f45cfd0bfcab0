package dev.promissory.reactions;

import dev.promissory.protocol.Outcome;

/** A reaction that asks stewards for something. A steward may refuse, so whoever asks must listen to the answer. */
public interface AskingReaction extends Reaction {

    /**
     * A steward has answered what this neighbour asked. Comes at least once for each command; a repeated one says so.
     *
     * @param desk with the notes of the wallet whose fact made the neighbour ask
     */
    void answered(Outcome outcome, Desk desk);
}
