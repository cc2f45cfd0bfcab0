package dev.promissory.views.feed;

import dev.promissory.domain.WalletId;
import java.util.OptionalLong;

/** What a feed asks the view. Safe for use by several threads. */
public interface Vouching {

    /** How many partitions wallet.facts has, wherever their views are. */
    int partitions();

    /**
     * An offset below which the view has judged everything in the partition; empty while that is not known yet, right
     * after the partition came here.
     *
     * @throws NotHereException when the partition is not here
     */
    OptionalLong folded(int partition);

    /**
     * Whether the view has folded exactly the record at this offset as this wallet's fact of this sequence. A forged
     * record, a copy, or a record on a partition that is not its wallet's never is. The answer is final.
     *
     * @throws NotHereException when the partition is not here, or is not folded past the offset: it has been elsewhere
     *     since {@link #folded} said so
     */
    boolean isVouchedFor(int partition, long offset, WalletId walletId, long sequence);
}
