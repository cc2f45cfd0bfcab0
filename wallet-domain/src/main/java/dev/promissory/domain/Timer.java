package dev.promissory.domain;

/**
 * That a moment has come, said to a steward. It travels as a record of its own, and it is that record's time which
 * decides: so anybody may say it, and too early it does nothing.
 */
public sealed interface Timer {

    /** Whose steward is to act on it. */
    WalletId addressee();

    /** A hold expires. */
    record HoldDue(WalletId walletId, HoldId holdId) implements Timer {
        @Override
        public WalletId addressee() {
            return walletId;
        }
    }

    /** A scheduled transfer is to be executed. */
    record ScheduleDue(ScheduleId scheduleId) implements Timer {
        @Override
        public WalletId addressee() {
            return scheduleId.walletId();
        }
    }

    /** A journal returns what has not been settled. */
    record JournalDue(PromiseId promiseId) implements Timer {
        @Override
        public WalletId addressee() {
            return promiseId.sender();
        }
    }
}
