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

    record WalletOpened(FactHead head, Optional<String> owner) implements OfNoBalance {}

    /** The wallet's owner is now somebody else, or known for the first time. */
    record WalletDescribed(FactHead head, String owner) implements OfNoBalance {}

    record MoneyDeposited(FactHead head, Money money, Balance balance) implements OfOneBalance {}

    record MoneyWithdrawn(FactHead head, Money money, Balance balance) implements OfOneBalance {}

    /** The money has left this wallet and is in flight until the promise is kept or returned. */
    record TransferPromised(FactHead head, List<Leg> legs, List<Balance> balances) implements Fact {
        public TransferPromised {
            legs = List.copyOf(legs);
            balances = List.copyOf(balances);
        }

        public PromiseId promiseId() {
            return new PromiseId(walletId(), sequence());
        }
    }

    /** The promise is kept: its money has arrived in this wallet. */
    record TransferReceived(FactHead head, PromiseId promiseId, Instant promisedAt, Money money, Balance balance)
            implements OfOneBalance {}

    /** This wallet did not take the promised money; its sender will get it back. */
    record TransferRefused(FactHead head, PromiseId promiseId, Instant promisedAt, Money money, Rejection reason)
            implements OfNoBalance {}

    /** The promise could not be kept: its money is back in this wallet. */
    record TransferReturned(
            FactHead head,
            PromiseId promiseId,
            Instant promisedAt,
            List<Leg> legs,
            WalletId refusedBy,
            Rejection reason,
            List<Balance> balances)
            implements Fact {
        public TransferReturned {
            legs = List.copyOf(legs);
            balances = List.copyOf(balances);
        }
    }

    record WalletFrozen(FactHead head) implements OfNoBalance {}

    record WalletUnfrozen(FactHead head) implements OfNoBalance {}

    record WalletClosed(FactHead head) implements OfNoBalance {}
}
