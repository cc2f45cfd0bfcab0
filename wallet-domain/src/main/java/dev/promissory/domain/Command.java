package dev.promissory.domain;

import java.util.List;
import java.util.Optional;

/** Something a wallet's steward is asked to do. It may be refused; nothing has happened yet. */
public sealed interface Command {

    CommandHead head();

    default WalletId walletId() {
        return head().walletId();
    }

    default CommandId commandId() {
        return head().commandId();
    }

    /** Opens the wallet; says who owns it when the wallet exists. */
    record OpenWallet(CommandHead head, Optional<String> owner) implements Command {
        public static final int MAX_OWNER_LENGTH = 256;
    }

    /** Brings money into the system. */
    record Deposit(CommandHead head, RequestedMoney money) implements Command {}

    /** Takes money out of the system. */
    record Withdraw(CommandHead head, RequestedMoney money) implements Command {}

    /** Promises money to other wallets, all legs or none. */
    record Transfer(CommandHead head, List<RequestedLeg> legs) implements Command {
        public Transfer {
            legs = List.copyOf(legs);
            if (legs.isEmpty()) {
                throw new IllegalArgumentException("a transfer has at least one leg");
            }
        }
    }

    /** Stops money going out or in; returns of this wallet's own promises still arrive. */
    record Freeze(CommandHead head) implements Command {}

    /** Ends a freeze. */
    record Unfreeze(CommandHead head) implements Command {}

    /** Ends the wallet, for good. */
    record Close(CommandHead head) implements Command {}

    /** One receiver of a transfer, as asked for. */
    record RequestedLeg(WalletId to, RequestedMoney money) {}
}
