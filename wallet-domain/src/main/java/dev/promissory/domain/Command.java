package dev.promissory.domain;

import java.math.BigDecimal;
import java.time.Instant;
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

    /** The field of this command that the rejection is about, where it is one: by the name that it has here. */
    default Optional<String> field(Rejection rejection) {
        return rejection.field();
    }

    /** Opens the wallet; says who owns it, and what else is noted about it, when the wallet exists. */
    record OpenWallet(CommandHead head, Optional<String> owner) implements Command {
        public static final int MAX_OWNER_LENGTH = 256;
    }

    /** Brings money into the system. */
    record Deposit(CommandHead head, RequestedMoney money) implements Command {}

    /** Takes money out of the system. */
    record Withdraw(CommandHead head, RequestedMoney money) implements Command {}

    /**
     * Promises money to other wallets, all legs or none.
     *
     * @param executeAt when, if not at once
     */
    record Transfer(CommandHead head, List<RequestedLeg> legs, Optional<Instant> executeAt) implements Command {

        /** The most legs of a transfer or a journal: its facts are one record each. */
        public static final int MAX_LEGS = 100;

        public Transfer {
            legs = List.copyOf(legs);
            if (legs.isEmpty()) {
                throw new IllegalArgumentException("a transfer has at least one leg");
            }
        }
    }

    /** Keeps a scheduled transfer from being executed. */
    record CancelTransfer(CommandHead head, ScheduleId scheduleId) implements Command {}

    /** Sets money aside, so that it can be captured later. */
    record PlaceHold(CommandHead head, HoldId holdId, RequestedMoney money, TimeSpan expiresIn) implements Command {}

    /**
     * Spends held money, and releases the rest of the hold.
     *
     * @param amount all of it when absent
     * @param currency the hold's, if it is said
     * @param to who gets it; when absent it leaves the system
     */
    record CaptureHold(
            CommandHead head,
            HoldId holdId,
            Optional<BigDecimal> amount,
            Optional<String> currency,
            Optional<WalletId> to)
            implements Command {}

    /** Makes held money available again. */
    record ReleaseHold(CommandHead head, HoldId holdId) implements Command {}

    /** Says how far below zero what is available of a currency may go. */
    record SetOverdraftLimit(CommandHead head, RequestedMoney limit) implements Command {
        @Override
        public Optional<String> field(Rejection rejection) {
            return rejection.field().map(name -> name.equals("amount") ? "limit" : name);
        }
    }

    /**
     * Promises money between any wallets, all of it or none. The command's wallet id is the journal's own: no wallet may
     * have it. A journal is new and has no balances, so nothing can be required of it.
     *
     * @param expiresIn how long the wallets have to agree
     */
    record OpenJournal(CommandHead head, List<RequestedPosting> legs, TimeSpan expiresIn) implements Command {
        public OpenJournal {
            requireUnconditional(head);
            legs = List.copyOf(legs);
            if (legs.isEmpty()) {
                throw new IllegalArgumentException("a journal has at least one leg");
            }
        }
    }

    /**
     * A journal of two legs: {@code seller} gives {@code sell} to {@code counterpart} and gets {@code buy}.
     *
     * @param rate what one of the sold currency is worth in the bought one
     */
    record Exchange(
            CommandHead head,
            WalletId seller,
            WalletId counterpart,
            RequestedMoney sell,
            RequestedMoney buy,
            BigDecimal rate,
            TimeSpan expiresIn)
            implements Command {
        public Exchange {
            requireUnconditional(head);
        }

        @Override
        public Optional<String> field(Rejection rejection) {
            return rejection.field().map(name -> name.equals("to") ? "with" : name);
        }
    }

    /**
     * Sends money back. For what one wallet got or gave, the command's wallet is that wallet; for a promise between
     * several, it is the id of a new journal.
     *
     * @param fact what the proof says
     */
    record Reverse(CommandHead head, Fact fact, Proof proof) implements Command {
        public Reverse {
            if (Reversed.isOfSeveral(fact)) {
                requireUnconditional(head);
            }
        }
    }

    /** Stops money going out or in; returns of this wallet's own promises still arrive. */
    record Freeze(CommandHead head) implements Command {}

    /** Ends a freeze. */
    record Unfreeze(CommandHead head) implements Command {}

    /** Ends the wallet, for good. */
    record Close(CommandHead head) implements Command {}

    private static void requireUnconditional(CommandHead head) {
        if (!head.isUnconditional()) {
            throw new IllegalArgumentException("a journal is new, and nothing can be required of it");
        }
    }

    /** One receiver of a transfer, as asked for. */
    record RequestedLeg(WalletId to, RequestedMoney money) {}

    /** One leg of a journal, as asked for. */
    record RequestedPosting(WalletId from, WalletId to, RequestedMoney money) {}
}
