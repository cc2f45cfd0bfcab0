package dev.promissory.gateway;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Command;
import dev.promissory.domain.Command.CancelTransfer;
import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Exchange;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenJournal;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.PlaceHold;
import dev.promissory.domain.Command.ReleaseHold;
import dev.promissory.domain.Command.Reverse;
import dev.promissory.domain.Command.SetOverdraftLimit;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.ScheduleId;
import dev.promissory.protocol.Outcome.Accepted;
import dev.promissory.protocol.Outcome.Names;
import dev.promissory.protocol.Outcome.Rejected;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Outcomes as a steward would give them. */
final class Answers {

    private Answers() {}

    static Accepted accepted(Command command) {
        Money money = new Money(new Currency("EUR"), new BigDecimal("12.50"));
        return new Accepted(
                command.walletId(),
                command.commandId(),
                7,
                false,
                List.of(new Balance(money, new Money(new Currency("EUR"), BigDecimal.ZERO))),
                names(command),
                false);
    }

    /** What a steward would have made, as its seventh fact; a journal's promise is its first. */
    private static Names names(Command command) {
        PromiseId seventh = new PromiseId(command.walletId(), 7);
        return switch (command) {
            case Transfer transfer ->
                transfer.executeAt().isEmpty() ? Names.of(seventh) : schedule(new ScheduleId(command.walletId(), 7));
            case PlaceHold place -> hold(place.holdId(), Optional.empty());
            case CaptureHold capture ->
                hold(capture.holdId(), capture.to().isPresent() ? Optional.of(seventh) : Optional.empty());
            case ReleaseHold release -> hold(release.holdId(), Optional.empty());
            case OpenJournal open -> Names.of(new PromiseId(command.walletId(), 1));
            case Exchange exchange -> Names.of(new PromiseId(command.walletId(), 1));
            case Reverse reverse -> reversal(reverse);
            case OpenWallet none -> Names.none();
            case Deposit none -> Names.none();
            case Withdraw none -> Names.none();
            case CancelTransfer none -> Names.none();
            case SetOverdraftLimit none -> Names.none();
            case Freeze none -> Names.none();
            case Unfreeze none -> Names.none();
            case Close none -> Names.none();
        };
    }

    private static Names reversal(Reverse reverse) {
        boolean back = reverse.fact() instanceof Fact.TransferReceived;
        boolean journal =
                reverse.fact() instanceof Fact.TransferSettled || reverse.fact() instanceof Fact.JournalSettled;
        return back || journal ? Names.of(new PromiseId(reverse.walletId(), back ? 7 : 1)) : Names.none();
    }

    private static Names hold(HoldId holdId, Optional<PromiseId> promiseId) {
        return new Names(promiseId, Optional.of(holdId), Optional.empty());
    }

    private static Names schedule(ScheduleId scheduleId) {
        return new Names(Optional.empty(), Optional.empty(), Optional.of(scheduleId));
    }

    static Accepted opened(Command command) {
        return new Accepted(command.walletId(), command.commandId(), 1, true, List.of(), Names.none(), false);
    }

    static Accepted replayed(Command command) {
        Accepted first = accepted(command);
        return new Accepted(
                first.walletId(),
                first.commandId(),
                first.sequence(),
                first.opened(),
                first.balances(),
                first.made(),
                true);
    }

    static Rejected rejected(Command command, Rejection rejection) {
        return rejected(command, rejection, false);
    }

    static Rejected rejected(Command command, Rejection rejection, boolean replayed) {
        return new Rejected(
                command.walletId(),
                command.commandId(),
                6,
                rejection,
                rejection.sentence(),
                rejection.field(),
                replayed);
    }
}
