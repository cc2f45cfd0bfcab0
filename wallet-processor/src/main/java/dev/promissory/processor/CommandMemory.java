package dev.promissory.processor;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import dev.promissory.steward.AnswerMemory;
import java.util.Optional;

/** The outcomes of the commands that the wallets of one partition were given. */
record CommandMemory(AnswerMemory answers) {

    Optional<RememberedOutcome> recall(WalletId walletId, CommandId commandId, long streamTimeMs) {
        return answers.recall(ask(walletId, commandId), streamTimeMs)
                .map(bytes -> RememberedOutcome.read(walletId, commandId, bytes));
    }

    void remember(RememberedOutcome remembered, long streamTimeMs) {
        String ask = ask(remembered.outcome().walletId(), remembered.outcome().commandId());
        answers.remember(ask, remembered.write(), streamTimeMs);
    }

    /** A tilde cannot occur in a wallet id, so no two commands share a name. */
    private static String ask(WalletId walletId, CommandId commandId) {
        return walletId.value() + '~' + commandId.value();
    }
}
