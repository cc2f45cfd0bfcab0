package dev.promissory.views;

import dev.promissory.mint.protocol.MintFact;

/** What a view makes of one record of mint.facts. */
sealed interface MintVerdict {

    /** The currency's next fact, and good. */
    record Folds(MintFact fact, MintRow after) implements MintVerdict {}

    /** Nothing new: judged before, or a copy of a fact that was folded. */
    record Seen() implements MintVerdict {}

    /** Not to be folded, and this is how its currency must show it: the row is unchanged when it does so already. */
    record Doubted(Trust.Kind kind, MintRow before, MintRow after) implements MintVerdict {}

    /** Not to be folded, and on no currency of this partition. */
    record Stray() implements MintVerdict {}
}
