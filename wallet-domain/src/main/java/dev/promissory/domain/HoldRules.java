package dev.promissory.domain;

import static dev.promissory.domain.Decision.rejected;

import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.PlaceHold;
import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldExpired;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.Fact.HoldReleased;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** Money that is set aside: authorized now, captured later, or not at all. A hold is resolved exactly once. */
final class HoldRules {

    private static final TimeSpan LONGEST = TimeSpan.of(Period.ofYears(1));

    Decision place(Draft draft, PlaceHold command, StewardMemory memory) {
        Wallet wallet = draft.wallet();
        Optional<Instant> expiresAt = command.expiresIn().after(draft.at(), LONGEST);
        Optional<Rejection> refusal = States.refusal(wallet)
                .or(() -> memory.hold(wallet.id(), command.holdId()).map(hold -> Rejection.HOLD_ALREADY_EXISTS))
                .or(() -> expiresAt.isEmpty() ? Optional.of(Rejection.INVALID_EXPIRY) : Optional.empty())
                .or(() -> command.money().refusal())
                .or(() -> wallet.debitRefusal(command.money().money()))
                .or(() -> heldRefusal(wallet, command.money().money()));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Money money = command.money().money();
        Balance after = wallet.balance(money.currency()).holding(money);
        draft.add(next -> new HoldPlaced(next, command.holdId(), money, expiresAt.orElseThrow(), after));
        return draft.accepted();
    }

    Decision capture(Draft draft, CaptureHold command, StewardMemory memory) {
        Wallet wallet = draft.wallet();
        Optional<Hold> found = memory.hold(wallet.id(), command.holdId());
        Optional<Rejection> refusal = States.refusal(wallet)
                .or(() -> resolutionRefusal(found))
                .or(() -> command.to().filter(wallet.id()::equals).map(self -> Rejection.TRANSFER_TO_SELF))
                .or(() -> amountRefusal(command, found.orElseThrow()));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Hold hold = found.orElseThrow();
        Money money = captured(command, hold);
        Balance freed = wallet.balance(money.currency()).freeing(hold.money());
        draft.add(next ->
                new HoldCaptured(next, hold.holdId(), money, hold.money().minus(money), command.to(), freed));
        // Funds are no question: they were when the money was set aside, and a limit lowered since does not undo that.
        Optional<Rejection> tooLong = draft.wallet().lengthRefusal(money);
        if (tooLong.isPresent()) {
            return rejected(tooLong.get());
        }
        Occasion occasion = new Occasion.Capture(hold.holdId());
        if (command.to().isPresent()) {
            return TransferRules.promise(draft, List.of(new Leg(command.to().get(), money)), occasion);
        }
        Balance after = freed.debited(money);
        draft.add(next -> new MoneyWithdrawn(next, money, after, occasion));
        return draft.accepted();
    }

    Decision release(Draft draft, HoldId holdId, StewardMemory memory) {
        Wallet wallet = draft.wallet();
        Optional<Hold> found = memory.hold(wallet.id(), holdId);
        Optional<Rejection> refusal = States.existenceRefusal(wallet).or(() -> resolutionRefusal(found));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Money money = found.orElseThrow().money();
        Balance freed = wallet.balance(money.currency()).freeing(money);
        draft.add(next -> new HoldReleased(next, holdId, money, freed));
        return draft.accepted();
    }

    /** The command that placed the hold is the one that its expiry belongs to. */
    Accepted expire(Wallet wallet, Timer.HoldDue due, Instant recordTime, StewardMemory memory) {
        Optional<Hold> found = memory.hold(wallet.id(), due.holdId())
                .filter(hold -> hold.status() == Hold.Status.OPEN && !recordTime.isBefore(hold.expiresAt()));
        if (found.isEmpty()) {
            return Accepted.nothing();
        }
        Hold hold = found.get();
        Draft draft = new Draft(wallet, hold.placedBy(), recordTime, hold.memo());
        Balance freed = wallet.balance(hold.money().currency()).freeing(hold.money());
        draft.add(next -> new HoldExpired(next, hold.holdId(), hold.money(), freed));
        return draft.accepted();
    }

    private static Optional<Rejection> resolutionRefusal(Optional<Hold> found) {
        if (found.isEmpty()) {
            return Optional.of(Rejection.HOLD_NOT_FOUND);
        }
        return switch (found.get().status()) {
            case OPEN -> Optional.empty();
            case CAPTURED -> Optional.of(Rejection.HOLD_ALREADY_CAPTURED);
            case RELEASED -> Optional.of(Rejection.HOLD_ALREADY_RELEASED);
            case EXPIRED -> Optional.of(Rejection.HOLD_EXPIRED);
        };
    }

    /** On credit, more can be held than a wallet could ever have. */
    private static Optional<Rejection> heldRefusal(Wallet wallet, Money money) {
        return wallet.balance(money.currency()).holding(money).held().fits()
                ? Optional.empty()
                : Optional.of(Rejection.BALANCE_TOO_LARGE);
    }

    private static Optional<Rejection> amountRefusal(CaptureHold command, Hold hold) {
        String currency = hold.money().currency().code();
        String named = command.currency().orElse(currency);
        Optional<Rejection> refusal = command.amount()
                .map(amount -> new RequestedMoney(amount, named).refusal())
                .orElseGet(() -> Currency.isValid(named) ? Optional.empty() : Optional.of(Rejection.INVALID_CURRENCY));
        return refusal.or(
                        () -> named.equals(currency) ? Optional.empty() : Optional.of(Rejection.HOLD_CURRENCY_DIFFERS))
                .or(() -> command.amount()
                        .filter(amount -> exceeds(amount, hold))
                        .map(amount -> Rejection.CAPTURE_EXCEEDS_HOLD));
    }

    private static boolean exceeds(BigDecimal amount, Hold hold) {
        return amount.compareTo(hold.money().amount()) > 0;
    }

    private static Money captured(CaptureHold command, Hold hold) {
        return command.amount()
                .map(amount -> new Money(hold.money().currency(), amount))
                .orElse(hold.money());
    }
}
