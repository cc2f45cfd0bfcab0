package dev.promissory.processor;

import dev.promissory.domain.WalletId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A record that a fold did not take in.
 *
 * @param topic where it lies, with partition and offset
 * @param walletId whose it is, or says it is
 * @param sequence that a fact gives itself; empty for what is no fact
 * @param what is wrong with it, as a clause
 */
public record StewardFault(
        Kind kind,
        String topic,
        int partition,
        long offset,
        Optional<WalletId> walletId,
        OptionalLong sequence,
        String what) {

    public enum Kind {
        /** No steward wrote it: whatever it says never happened. */
        NOT_SEALED(false),
        /** A fact that was taken in, once more, wherever it lies. */
        COPY(false),
        /** An outcome that the facts do not bear out. Facts win. */
        CONTRADICTED(false),
        /** Facts before it are missing. */
        GAP(true),
        /** Another fact has its place, or it builds on another than the one before it. */
        FORKED(true),
        /** Its balances are not what its amounts lead to. */
        DISAGREES(true),
        /** It lies where another steward owns its wallet. */
        MISPLACED(true),
        /** A steward wrote it, and this version cannot read it. */
        UNREADABLE(true);

        private final boolean stateUnknown;

        Kind(boolean stateUnknown) {
            this.stateUnknown = stateUnknown;
        }
    }

    /** Whether what became of the wallet can no longer be told from the facts that were taken in. */
    public boolean leavesStateUnknown() {
        return kind.stateUnknown;
    }

    /** Of the record, {@code wallet.facts-0@7}. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    @Override
    public String toString() {
        return place() + walletId.map(id -> ", wallet " + id).orElse("") + ": " + what;
    }
}
