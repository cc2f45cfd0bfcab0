package dev.promissory.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened to a wallet. Only its steward writes it; nobody ever changes it. */
public sealed interface Fact {

    FactHead head();

    default WalletId walletId() {
        return head().walletId();
    }

    default long sequence() {
        return head().sequence();
    }

    /** The balances this fact changed, as they are after it; empty when it moved no money. */
    List<Balance> balances();

    /** A fact that changes exactly one balance. */
    sealed interface OfOneBalance extends Fact {
        Money money();

        /** The balance of that currency after the fact. */
        Balance balance();

        @Override
        default List<Balance> balances() {
            return List.of(balance());
        }
    }

    /** A fact that moves no money. */
    sealed interface OfNoBalance extends Fact {
        @Override
        default List<Balance> balances() {
            return List.of();
        }
    }

    /** A fact about a promise: made, taken part in, or ended. */
    sealed interface OfPromise extends Fact {
        PromiseId promiseId();
    }

    /**
     * @param byMoney whether money that arrived opened it: then what was noted is about that money, not about the wallet
     */
    record WalletOpened(FactHead head, Optional<String> owner, boolean byMoney) implements OfNoBalance {}

    /** The wallet's owner, or what else is noted about it, is now another, or known for the first time. */
    record WalletDescribed(FactHead head, Optional<String> owner) implements OfNoBalance {}

    record MoneyDeposited(FactHead head, Money money, Balance balance, Occasion occasion) implements OfOneBalance {}

    record MoneyWithdrawn(FactHead head, Money money, Balance balance, Occasion occasion) implements OfOneBalance {}

    /** Money is set aside: it is still here, but it cannot be spent. */
    record HoldPlaced(FactHead head, HoldId holdId, Money money, Instant expiresAt, Balance balance)
            implements OfOneBalance {}

    /**
     * The hold has served: nothing is set aside for it any more. The fact that spends the captured money follows.
     *
     * @param money what was captured
     * @param released the rest; zero when it was captured whole
     * @param to who is to get it; when absent it leaves the system
     */
    record HoldCaptured(
            FactHead head, HoldId holdId, Money money, Money released, Optional<WalletId> to, Balance balance)
            implements OfOneBalance {}

    /** The held money can be spent again. */
    record HoldReleased(FactHead head, HoldId holdId, Money money, Balance balance) implements OfOneBalance {}

    /** Nobody captured or released it in time: the held money can be spent again. */
    record HoldExpired(FactHead head, HoldId holdId, Money money, Balance balance) implements OfOneBalance {}

    /** What is available of this currency may go so far below zero. */
    record OverdraftLimitSet(FactHead head, Money limit) implements OfNoBalance {}

    /** The money has left this wallet and is in flight until the promise is kept or returned. */
    record TransferPromised(FactHead head, List<Leg> legs, List<Balance> balances, Occasion occasion)
            implements OfPromise {
        public TransferPromised {
            legs = List.copyOf(legs);
            balances = List.copyOf(balances);
        }

        @Override
        public PromiseId promiseId() {
            return new PromiseId(walletId(), sequence());
        }
    }

    /** The promise is kept: its money has arrived in this wallet. */
    record TransferReceived(
            FactHead head,
            PromiseId promiseId,
            Instant promisedAt,
            List<Posting> postings,
            List<Balance> balances,
            Occasion occasion)
            implements OfPromise {
        public TransferReceived {
            postings = List.copyOf(postings);
            balances = List.copyOf(balances);
        }
    }

    /** This wallet took no part in the promise; who has sent money for it will get it back. */
    record TransferRefused(
            FactHead head, PromiseId promiseId, Instant promisedAt, List<Posting> postings, Rejection reason)
            implements OfNoBalance, OfPromise {
        public TransferRefused {
            postings = List.copyOf(postings);
        }
    }

    /**
     * The promise could not be kept: its money is back in this wallet.
     *
     * @param refusedBy who would not have it; the journal itself when its time ran out
     */
    record TransferReturned(
            FactHead head,
            PromiseId promiseId,
            Instant promisedAt,
            List<Leg> legs,
            WalletId refusedBy,
            Rejection reason,
            List<Balance> balances,
            Occasion occasion)
            implements OfPromise {
        public TransferReturned {
            legs = List.copyOf(legs);
            balances = List.copyOf(balances);
        }
    }

    /** This wallet will take the money when all others have agreed too; it cannot go back on that. */
    record TransferAccepted(
            FactHead head, PromiseId promiseId, Instant promisedAt, List<Posting> postings, Occasion occasion)
            implements OfNoBalance, OfPromise {
        public TransferAccepted {
            postings = List.copyOf(postings);
        }
    }

    /** This wallet's money for a journal has left it and is in flight until the journal is settled or returned. */
    record TransferReserved(
            FactHead head,
            PromiseId promiseId,
            Instant promisedAt,
            List<Leg> legs,
            List<Balance> balances,
            Occasion occasion)
            implements OfPromise {
        public TransferReserved {
            legs = List.copyOf(legs);
            balances = List.copyOf(balances);
        }
    }

    /** All have agreed: what this wallet gave is gone for good. */
    record TransferSettled(FactHead head, PromiseId promiseId, Instant promisedAt, List<Leg> legs)
            implements OfNoBalance, OfPromise {
        public TransferSettled {
            legs = List.copyOf(legs);
        }
    }

    /** Somebody did not agree: the money this wallet had accepted will not come. */
    record TransferReleased(
            FactHead head,
            PromiseId promiseId,
            Instant promisedAt,
            List<Posting> postings,
            WalletId refusedBy,
            Rejection reason)
            implements OfNoBalance, OfPromise {
        public TransferReleased {
            postings = List.copyOf(postings);
        }
    }

    /** A transfer is to be executed later. */
    record TransferScheduled(FactHead head, List<Leg> legs, Instant executeAt) implements OfNoBalance {
        public TransferScheduled {
            legs = List.copyOf(legs);
        }

        public ScheduleId scheduleId() {
            return new ScheduleId(walletId(), sequence());
        }
    }

    /** A scheduled transfer was called off before its time. */
    record ScheduleCancelled(FactHead head, ScheduleId scheduleId, List<Leg> legs) implements OfNoBalance {
        public ScheduleCancelled {
            legs = List.copyOf(legs);
        }
    }

    /** A scheduled transfer's time came, and it could not be executed. */
    record ScheduleFailed(FactHead head, ScheduleId scheduleId, List<Leg> legs, Rejection reason)
            implements OfNoBalance {
        public ScheduleFailed {
            legs = List.copyOf(legs);
        }
    }

    /** A journal's first fact: the wallets it names are being asked to agree. */
    record JournalOpened(FactHead head, List<Posting> postings, Instant deadline, Occasion occasion)
            implements OfNoBalance, OfPromise {
        public JournalOpened {
            postings = List.copyOf(postings);
        }

        @Override
        public PromiseId promiseId() {
            return new PromiseId(walletId(), sequence());
        }
    }

    /** All have agreed, and nothing can return any more. */
    record JournalSettled(
            FactHead head, PromiseId promiseId, Instant promisedAt, List<Posting> postings, Occasion occasion)
            implements OfNoBalance, OfPromise {
        public JournalSettled {
            postings = List.copyOf(postings);
        }
    }

    /**
     * One would not agree, or the time ran out: what was given for it goes back.
     *
     * @param refusedBy who would not; the journal itself when its time ran out
     */
    record JournalReturned(
            FactHead head,
            PromiseId promiseId,
            Instant promisedAt,
            List<Posting> postings,
            WalletId refusedBy,
            Rejection reason,
            Occasion occasion)
            implements OfNoBalance, OfPromise {
        public JournalReturned {
            postings = List.copyOf(postings);
        }
    }

    record WalletFrozen(FactHead head) implements OfNoBalance {}

    record WalletUnfrozen(FactHead head) implements OfNoBalance {}

    record WalletClosed(FactHead head) implements OfNoBalance {}
}
