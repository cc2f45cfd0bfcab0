package dev.promissory.protocol;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.WalletId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
     * @param made by which names what it made can be found
     */
    record Accepted(
            WalletId walletId,
            CommandId commandId,
            long sequence,
            boolean opened,
            List<Balance> balances,
            Names made,
            boolean replayed)
            implements Outcome {
        public Accepted {
            balances = List.copyOf(balances);
        }

        /**
         * The answer to a command from which these facts followed.
         *
         * @param sequence of the wallet after them
         * @param facts empty when all was already as the command wants it
         */
        public static Accepted of(WalletId walletId, CommandId commandId, long sequence, List<Fact> facts) {
            SortedMap<Currency, Balance> balances = new TreeMap<>();
            facts.forEach(fact -> fact.balances().forEach(balance -> balances.put(balance.currency(), balance)));
            return new Accepted(
                    walletId,
                    commandId,
                    sequence,
                    facts.stream().anyMatch(Fact.WalletOpened.class::isInstance),
                    List.copyOf(balances.values()),
                    Names.in(facts),
                    false);
        }

        /** Whether it says that facts followed from the command. */
        public boolean namesFacts() {
            return opened || !balances.isEmpty() || !made.equals(Names.none());
        }
    }

    /**
     * Names of what a command made.
     *
     * @param promiseId of a transfer or journal
     * @param holdId of the hold it placed or resolved
     * @param scheduleId of a transfer that waits
     */
    record Names(Optional<PromiseId> promiseId, Optional<HoldId> holdId, Optional<ScheduleId> scheduleId) {

        private static final Names NONE = new Names(Optional.empty(), Optional.empty(), Optional.empty());

        public static Names none() {
            return NONE;
        }

        public static Names of(PromiseId promiseId) {
            return new Names(Optional.of(promiseId), Optional.empty(), Optional.empty());
        }

        /** What these facts name. */
        public static Names in(List<Fact> facts) {
            Names names = NONE;
            for (Fact fact : facts) {
                names = switch (fact) {
                    case Fact.TransferPromised promised -> names.with(promised.promiseId());
                    case Fact.JournalOpened opened -> names.with(opened.promiseId());
                    case Fact.HoldPlaced placed -> names.with(placed.holdId());
                    case Fact.HoldCaptured captured -> names.with(captured.holdId());
                    case Fact.HoldReleased released -> names.with(released.holdId());
                    case Fact.TransferScheduled scheduled ->
                        new Names(names.promiseId, names.holdId, Optional.of(scheduled.scheduleId()));
                    case Fact.HoldExpired none -> names;
                    case Fact.WalletOpened none -> names;
                    case Fact.WalletDescribed none -> names;
                    case Fact.MoneyDeposited none -> names;
                    case Fact.MoneyWithdrawn none -> names;
                    case Fact.OverdraftLimitSet none -> names;
                    case Fact.TransferReceived none -> names;
                    case Fact.TransferRefused none -> names;
                    case Fact.TransferReturned none -> names;
                    case Fact.TransferAccepted none -> names;
                    case Fact.TransferReserved none -> names;
                    case Fact.TransferSettled none -> names;
                    case Fact.TransferReleased none -> names;
                    case Fact.ScheduleCancelled none -> names;
                    case Fact.ScheduleFailed none -> names;
                    case Fact.JournalSettled none -> names;
                    case Fact.JournalReturned none -> names;
                    case Fact.WalletFrozen none -> names;
                    case Fact.WalletUnfrozen none -> names;
                    case Fact.WalletClosed none -> names;
                };
            }
            return names;
        }

        private Names with(PromiseId named) {
            return new Names(Optional.of(named), holdId, scheduleId);
        }

        private Names with(HoldId named) {
            return new Names(promiseId, Optional.of(named), scheduleId);
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
            implements Outcome {

        /** The same, of this field. */
        public Rejected at(Optional<String> named) {
            return new Rejected(walletId, commandId, sequence, rejection, detail, named, replayed);
        }
    }
}
