package dev.promissory.domain;

import dev.promissory.domain.Message.Answer;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.OpenPromise.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a steward remembers beside its wallets' balances. The rules only ever ask it; it changes by the facts that follow
 * from them, and by the answers that others give.
 *
 * @param promises made by these wallets, until they have ended
 * @param participations of these wallets in the promises of others, until they have ended
 * @param holds open and resolved: a hold's id is never used again
 * @param schedules that are waiting
 * @param reversals done or under way, by the wallet that sends back
 */
public record StewardMemory(
        Shelf<PromiseId, OpenPromise> promises,
        Shelf<ParticipationKey, Participation> participations,
        Shelf<HoldKey, Hold> holds,
        Shelf<ScheduleId, ScheduledTransfer> schedules,
        Shelf<ReversalKey, Reversed> reversals,
        TimerShelf timers) {

    public record ParticipationKey(WalletId walletId, PromiseId promiseId) {}

    public record HoldKey(WalletId walletId, HoldId holdId) {}

    public record ReversalKey(WalletId walletId, Reversed reversed) {}

    /**
     * The same for noting what the only receiver of a promise does when it is told of it, and for nothing else. It agrees
     * and receives at once, so it never takes part in the meantime, and nobody has to look whether it does.
     */
    public StewardMemory ofOnlyReceiver() {
        return new StewardMemory(promises, Shelf.empty(), holds, schedules, reversals, timers);
    }

    Optional<OpenPromise> promise(PromiseId promiseId) {
        return promises.find(promiseId);
    }

    Optional<Participation> participation(WalletId walletId, PromiseId promiseId) {
        return participations.find(new ParticipationKey(walletId, promiseId));
    }

    Optional<Hold> hold(WalletId walletId, HoldId holdId) {
        return holds.find(new HoldKey(walletId, holdId));
    }

    boolean isReversed(WalletId walletId, Reversed reversed) {
        return reversals.find(new ReversalKey(walletId, reversed)).isPresent();
    }

    /** Whether anything that this wallet has sent, or agreed to take, has not ended yet. */
    boolean isInFlight(WalletId walletId) {
        return promises.anyOf(walletId) || participations.anyOf(walletId);
    }

    /** Takes in what a fact of these stewards says. */
    public void note(Fact fact) {
        FactHead head = fact.head();
        switch (fact) {
            case Fact.HoldPlaced placed -> place(placed);
            case Fact.HoldCaptured captured -> resolve(head, captured.holdId(), Hold.Status.CAPTURED);
            case Fact.HoldReleased released -> resolve(head, released.holdId(), Hold.Status.RELEASED);
            case Fact.HoldExpired expired -> resolve(head, expired.holdId(), Hold.Status.EXPIRED);
            case Fact.TransferPromised promised -> {
                executed(promised.occasion());
                begin(head.walletId(), promised.occasion());
                open(promised);
            }
            case Fact.JournalOpened opened -> open(opened);
            case Fact.JournalSettled settled -> settle(settled.promiseId());
            case Fact.JournalReturned returned -> end(returned.promiseId());
            case Fact.TransferReserved reserved -> {
                begin(head.walletId(), reserved.occasion());
                List<Posting> given = Posting.all(head.walletId(), reserved.legs());
                join(head, reserved.promiseId(), reserved.promisedAt(), given, reserved.occasion());
            }
            case Fact.TransferAccepted accepted ->
                join(head, accepted.promiseId(), accepted.promisedAt(), accepted.postings(), accepted.occasion());
            case Fact.TransferSettled settled -> {
                if (settled.promiseId().sender().equals(head.walletId())) {
                    settle(settled.promiseId());
                } else {
                    leave(head.walletId(), settled.promiseId());
                }
            }
            case Fact.TransferReceived received -> leave(head.walletId(), received.promiseId());
            case Fact.TransferReleased released -> leave(head.walletId(), released.promiseId());
            case Fact.TransferReturned returned -> {
                abandon(head.walletId(), returned.occasion());
                end(returned.promiseId());
                leave(head.walletId(), returned.promiseId());
            }
            case Fact.MoneyWithdrawn withdrawn -> begin(head.walletId(), withdrawn.occasion());
            case Fact.MoneyDeposited deposited -> begin(head.walletId(), deposited.occasion());
            case Fact.TransferScheduled scheduled -> schedule(scheduled);
            case Fact.ScheduleCancelled cancelled -> unschedule(cancelled.scheduleId());
            case Fact.ScheduleFailed failed -> unschedule(failed.scheduleId());
            case Fact.TransferRefused none -> {}
            case Fact.WalletOpened none -> {}
            case Fact.WalletDescribed none -> {}
            case Fact.OverdraftLimitSet none -> {}
            case Fact.WalletFrozen none -> {}
            case Fact.WalletUnfrozen none -> {}
            case Fact.WalletClosed none -> {}
        }
    }

    /** Takes in what a participant has answered, after its facts: a promise that all have kept is over. */
    public void note(Answer answer) {
        promises.find(answer.promiseId())
                .filter(promise -> promise.awaits(answer.by()) && isAwaited(answer, promise.stage()))
                .map(promise -> promise.without(answer.by()))
                .ifPresent(left -> {
                    if (left.awaited().isEmpty()) {
                        promises.remove(left.promiseId());
                    } else {
                        promises.put(left.promiseId(), left);
                    }
                });
    }

    /** Sets the timer anew when it rang before its time: what it is for is still waiting. */
    public void note(Timer timer, Instant recordTime) {
        Optional<Instant> due = switch (timer) {
            case Timer.HoldDue hold ->
                hold(hold.walletId(), hold.holdId())
                        .filter(open -> open.status() == Hold.Status.OPEN)
                        .map(Hold::expiresAt);
            case Timer.ScheduleDue schedule ->
                schedules.find(schedule.scheduleId()).map(ScheduledTransfer::executeAt);
            case Timer.JournalDue journal ->
                promises.find(journal.promiseId())
                        .filter(open -> open.stage() == Stage.ASKED)
                        .flatMap(OpenPromise::deadline);
        };
        due.filter(recordTime::isBefore)
                .ifPresent(time -> timers.setAgain(timer, time, Duration.between(recordTime, time)));
    }

    /** A refusal ends a promise by the fact that follows from it, or not at all. */
    private static boolean isAwaited(Answer answer, Stage stage) {
        return switch (answer) {
            case PromiseAgreed agreed -> stage == Stage.ASKED;
            case PromiseKept kept -> stage != Stage.ASKED;
            case PromiseRefused refused -> false;
        };
    }

    private void place(Fact.HoldPlaced placed) {
        FactHead head = placed.head();
        holds.put(
                new HoldKey(head.walletId(), placed.holdId()),
                new Hold(
                        head.walletId(),
                        placed.holdId(),
                        placed.money(),
                        placed.expiresAt(),
                        head.commandId(),
                        head.memo(),
                        Hold.Status.OPEN));
        timers.set(new Timer.HoldDue(head.walletId(), placed.holdId()), placed.expiresAt());
    }

    private void resolve(FactHead head, HoldId holdId, Hold.Status status) {
        HoldKey key = new HoldKey(head.walletId(), holdId);
        Hold hold = holds.find(key).orElseThrow(() -> new IllegalStateException("hold " + key + " was never placed"));
        holds.put(key, hold.resolved(status));
        timers.clear(new Timer.HoldDue(head.walletId(), holdId), hold.expiresAt());
    }

    private void open(Fact.TransferPromised fact) {
        FactHead head = fact.head();
        List<Posting> postings = Posting.all(head.walletId(), fact.legs());
        TreeSet<WalletId> awaited = new TreeSet<>(OpenPromise.participants(head.walletId(), postings));
        promises.put(
                fact.promiseId(),
                new OpenPromise(
                        fact.promiseId(),
                        postings,
                        head.commandId(),
                        head.at(),
                        head.memo(),
                        fact.occasion(),
                        Optional.empty(),
                        awaited.size() == 1 ? Stage.MADE : Stage.ASKED,
                        awaited));
    }

    private void open(Fact.JournalOpened fact) {
        FactHead head = fact.head();
        promises.put(
                fact.promiseId(),
                new OpenPromise(
                        fact.promiseId(),
                        fact.postings(),
                        head.commandId(),
                        head.at(),
                        head.memo(),
                        fact.occasion(),
                        Optional.of(fact.deadline()),
                        Stage.ASKED,
                        OpenPromise.participants(head.walletId(), fact.postings())));
        timers.set(new Timer.JournalDue(fact.promiseId()), fact.deadline());
    }

    private void settle(PromiseId promiseId) {
        promises.find(promiseId).ifPresent(promise -> {
            promises.put(promiseId, promise.settled());
            promise.deadline().ifPresent(due -> timers.clear(new Timer.JournalDue(promiseId), due));
        });
    }

    private void end(PromiseId promiseId) {
        promises.find(promiseId).ifPresent(promise -> {
            promises.remove(promiseId);
            promise.deadline().ifPresent(due -> timers.clear(new Timer.JournalDue(promiseId), due));
        });
    }

    private void join(
            FactHead head, PromiseId promiseId, Instant promisedAt, List<Posting> postings, Occasion occasion) {
        ParticipationKey key = new ParticipationKey(head.walletId(), promiseId);
        Participation joined = participations
                .find(key)
                .map(earlier -> earlier.and(postings))
                .orElseGet(() -> new Participation(
                        head.walletId(), promiseId, postings, head.commandId(), promisedAt, head.memo(), occasion));
        participations.put(key, joined);
    }

    /** Most promises have one receiver and none who takes part; to look is cheaper than to remove. */
    private void leave(WalletId walletId, PromiseId promiseId) {
        ParticipationKey key = new ParticipationKey(walletId, promiseId);
        if (participations.find(key).isPresent()) {
            participations.remove(key);
        }
    }

    private void begin(WalletId walletId, Occasion occasion) {
        if (occasion instanceof Occasion.Reversal reversal) {
            reversals.put(new ReversalKey(walletId, reversal.reversed()), reversal.reversed());
        }
    }

    private void abandon(WalletId walletId, Occasion occasion) {
        if (occasion instanceof Occasion.Reversal reversal) {
            reversals.remove(new ReversalKey(walletId, reversal.reversed()));
        }
    }

    private void schedule(Fact.TransferScheduled fact) {
        FactHead head = fact.head();
        schedules.put(
                fact.scheduleId(),
                new ScheduledTransfer(fact.scheduleId(), fact.legs(), fact.executeAt(), head.commandId(), head.memo()));
        timers.set(new Timer.ScheduleDue(fact.scheduleId()), fact.executeAt());
    }

    private void executed(Occasion occasion) {
        if (occasion instanceof Occasion.Schedule schedule) {
            unschedule(schedule.scheduleId());
        }
    }

    private void unschedule(ScheduleId scheduleId) {
        schedules.find(scheduleId).ifPresent(waiting -> {
            schedules.remove(scheduleId);
            timers.clear(new Timer.ScheduleDue(scheduleId), waiting.executeAt());
        });
    }
}
