package dev.promissory.protocol;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import java.util.List;
import java.util.Optional;

/** The steward's answer to one command, as it stands on wallet.outcomes. */
public sealed interface Outcome {

    WalletId walletId();

    CommandId commandId();

    /** The wallet's sequence when it answered. */
    long sequence();

    /** Whether the command had been answered before: this is that answer again. */
    boolean replayed();

    /**
     * @param opened whether the command opened the wallet
     * @param balances the ones it changed, as they were after it
     * @param promiseId of a transfer
     */
    record Accepted(
            WalletId walletId,
            CommandId commandId,
            long sequence,
            boolean opened,
            List<Balance> balances,
            Optional<PromiseId> promiseId,
            boolean replayed)
            implements Outcome {
        public Accepted {
            balances = List.copyOf(balances);
        }
    }

    /**
     * @param detail a sentence for a person
     * @param field of the command at fault, where it is one
     */
    record Rejected(
            WalletId walletId,
            CommandId commandId,
            long sequence,
            Rejection rejection,
            String detail,
            Optional<String> field,
            boolean replayed)
            implements Outcome {}
}
