package dev.promissory.views;

import dev.promissory.domain.Fact;

/** What a view makes of one record of wallet.facts. */
sealed interface Verdict {

    /** The wallet's next fact, and good. */
    record Folds(Fact fact, WalletRow before, WalletRow after) implements Verdict {}

    /** Folded into its wallet before; other tables may not have seen it. */
    record Folded(Fact fact, WalletRow row) implements Verdict {}

    /** Nothing new: judged before and not folded, or a copy of a fact that was. */
    record Seen(WalletRow row) implements Verdict {}

    /** Not to be folded, and this is how its wallet must show it: the row is unchanged when it does so already. */
    record Doubted(Trust.Kind kind, WalletRow before, WalletRow after) implements Verdict {}

    /** Not to be folded, and on no wallet of this partition. */
    record Stray() implements Verdict {}
}
