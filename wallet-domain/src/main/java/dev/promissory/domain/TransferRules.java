package dev.promissory.domain;

import static dev.promissory.domain.Decision.rejected;

import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Fact.ScheduleCancelled;
import dev.promissory.domain.Fact.ScheduleFailed;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferScheduled;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Money that one wallet sends to others, now or later. */
final class TransferRules {

    private static final Period FURTHEST = Period.ofYears(1);

    Decision transfer(Draft draft, Transfer command) {
        Wallet wallet = draft.wallet();
        Optional<Rejection> refusal = States.refusal(wallet)
                .or(() -> command.executeAt()
                        .filter(time -> isTooFar(time, draft.at()))
                        .map(time -> Rejection.SCHEDULE_TOO_FAR))
                .or(() -> legsRefusal(wallet.id(), command.legs()));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        List<Leg> legs = command.legs().stream()
                .map(leg -> new Leg(leg.to(), leg.money().money()))
                .toList();
        if (command.executeAt().isPresent()) {
            // A time that has passed is now: no clock need count as far back as an Instant can.
            Instant executeAt = later(command.executeAt().get(), draft.at());
            draft.add(next -> new TransferScheduled(next, legs, executeAt));
            return draft.accepted();
        }
        return send(draft, legs, Occasion.NONE);
    }

    Decision cancel(Draft draft, ScheduleId scheduleId, StewardMemory memory) {
        Optional<ScheduledTransfer> waiting = waiting(draft.wallet(), scheduleId, memory);
        Optional<Rejection> refusal = States.openedRefusal(draft.wallet())
                .or(() -> waiting.isEmpty() ? Optional.of(Rejection.SCHEDULE_NOT_OPEN) : Optional.empty());
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        draft.add(next ->
                new ScheduleCancelled(next, scheduleId, waiting.orElseThrow().legs()));
        return draft.accepted();
    }

    /** The command that scheduled the transfer is the one that its execution belongs to. */
    Accepted execute(Wallet wallet, Timer.ScheduleDue due, Instant recordTime, StewardMemory memory) {
        Optional<ScheduledTransfer> found =
                waiting(wallet, due.scheduleId(), memory).filter(each -> !recordTime.isBefore(each.executeAt()));
        if (found.isEmpty()) {
            return Accepted.nothing();
        }
        ScheduledTransfer waiting = found.get();
        Draft draft = new Draft(wallet, waiting.commandId(), recordTime, waiting.memo());
        Occasion occasion = new Occasion.Schedule(waiting.scheduleId());
        Decision sent =
                States.refusal(wallet).map(Decision::rejected).orElseGet(() -> send(draft, waiting.legs(), occasion));
        return switch (sent) {
            case Accepted accepted -> accepted;
            case Decision.Rejected refused -> {
                draft.add(next -> new ScheduleFailed(next, waiting.scheduleId(), waiting.legs(), refused.rejection()));
                yield draft.accepted();
            }
        };
    }

    /** Promises what the wallet can spend. */
    Decision send(Draft draft, List<Leg> legs, Occasion occasion) {
        Optional<Rejection> refusal =
                draft.wallet().debitRefusal(Posting.sums(legs.stream().map(Leg::money)));
        return refusal.map(Decision::rejected).orElseGet(() -> promise(draft, legs, occasion));
    }

    /** Debits at once. One receiver decides alone; several are first asked to agree. */
    static Accepted promise(Draft draft, List<Leg> legs, Occasion occasion) {
        List<Balance> after = draft.less(Evolution.moneys(legs));
        TransferPromised promised = draft.add(next -> new TransferPromised(next, legs, after, occasion));
        return draft.accepted(Consequences.opening(promised));
    }

    private static Optional<Rejection> legsRefusal(WalletId sender, List<RequestedLeg> legs) {
        if (legs.size() > Transfer.MAX_LEGS) {
            return Optional.of(Rejection.TOO_MANY_LEGS);
        }
        Optional<Rejection> first = Optional.empty();
        for (RequestedLeg leg : legs) {
            if (leg.to().equals(sender)) {
                return Optional.of(Rejection.TRANSFER_TO_SELF);
            }
            Optional<Rejection> refusal = leg.money().refusal();
            if (first.isEmpty() || refusal.isPresent() && refusal.get().compareTo(first.get()) < 0) {
                first = refusal;
            }
        }
        return first;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static boolean isTooFar(Instant time, Instant now) {
        return time.isAfter(now.atOffset(ZoneOffset.UTC).plus(FURTHEST).toInstant());
    }

    private static Optional<ScheduledTransfer> waiting(Wallet wallet, ScheduleId scheduleId, StewardMemory memory) {
        return scheduleId.walletId().equals(wallet.id()) ? memory.schedules().find(scheduleId) : Optional.empty();
    }
}
