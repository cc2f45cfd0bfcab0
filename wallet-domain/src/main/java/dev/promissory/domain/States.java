package dev.promissory.domain;

import dev.promissory.domain.Wallet.Status;
import java.util.Optional;

/** What a wallet's state forbids. */
final class States {

    private States() {}

    /** To all that move money. */
    static Optional<Rejection> refusal(Wallet wallet) {
        return wallet.status() == Status.FROZEN ? Optional.of(Rejection.WALLET_FROZEN) : existenceRefusal(wallet);
    }

    /** To a new journal: its id must be nobody's. */
    static Optional<Rejection> journalRefusal(Wallet wallet) {
        return wallet.status() == Status.UNOPENED ? Optional.empty() : Optional.of(Rejection.ID_TAKEN);
    }

    /** To what a closed wallet may do, too: it has ended, and so may what still waits in it. */
    static Optional<Rejection> openedRefusal(Wallet wallet) {
        return wallet.status() == Status.CLOSED ? Optional.empty() : existenceRefusal(wallet);
    }

    /** To what a frozen wallet may do, too. */
    static Optional<Rejection> existenceRefusal(Wallet wallet) {
        return switch (wallet.status()) {
            case UNOPENED -> Optional.of(Rejection.WALLET_NOT_FOUND);
            case CLOSED -> Optional.of(Rejection.WALLET_CLOSED);
            case JOURNAL -> Optional.of(Rejection.NOT_A_WALLET);
            case FROZEN, OPEN -> Optional.empty();
        };
    }
}
