package dev.promissory.domain;

import static dev.promissory.domain.Decision.rejected;

import dev.promissory.domain.Command.Exchange;
import dev.promissory.domain.Command.OpenJournal;
import dev.promissory.domain.Command.RequestedPosting;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.OpenPromise.Stage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** A promise between any wallets: the journal asks all, and alone decides whether they agreed in time. */
final class JournalRules {

    private static final TimeSpan LONGEST = TimeSpan.of(Period.ofYears(1));

    /** Room for the largest amount against the smallest, exactly. */
    private static final int MAX_RATE_DIGITS = 2 * Money.MAX_DIGITS;

    Decision open(Draft draft, OpenJournal command) {
        return open(draft, command.legs(), command.expiresIn(), Occasion.NONE);
    }

    Decision exchange(Draft draft, Exchange command) {
        List<RequestedPosting> legs = List.of(
                new RequestedPosting(command.seller(), command.counterpart(), command.sell()),
                new RequestedPosting(command.counterpart(), command.seller(), command.buy()));
        Optional<Rejection> refusal = refusal(draft, legs, command.expiresIn())
                .or(() -> isAtRate(command) ? Optional.empty() : Optional.of(Rejection.RATE_MISMATCH));
        return refusal.map(Decision::rejected)
                .orElseGet(() -> open(draft, legs, command.expiresIn(), new Occasion.Exchange(command.rate())));
    }

    /** @param legs of money that has been judged or will be: nothing here trusts it */
    Decision open(Draft draft, List<RequestedPosting> legs, TimeSpan expiresIn, Occasion occasion) {
        Optional<Rejection> refusal = refusal(draft, legs, expiresIn);
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Instant deadline = expiresIn.after(draft.at(), LONGEST).orElseThrow();
        List<Posting> postings = legs.stream()
                .map(leg -> new Posting(leg.from(), leg.to(), leg.money().money()))
                .toList();
        JournalOpened opened = draft.add(next -> new JournalOpened(next, postings, deadline, occasion));
        return draft.accepted(Coordination.asking(opened.promiseId(), postings, opened.head(), occasion));
    }

    Accepted expire(Wallet journal, Timer.JournalDue due, Instant recordTime, StewardMemory memory) {
        return memory.promise(due.promiseId())
                .filter(promise -> promise.stage() == Stage.ASKED)
                .filter(promise -> promise.deadline().isPresent()
                        && !recordTime.isBefore(promise.deadline().get()))
                .map(promise -> returned(journal, promise, journal.id(), Rejection.DEADLINE_PASSED, recordTime))
                .orElseGet(Accepted::nothing);
    }

    static Accepted returned(
            Wallet journal, OpenPromise promise, WalletId refusedBy, Rejection reason, Instant recordTime) {
        Draft draft = new Draft(journal, promise.commandId(), recordTime, promise.memo());
        draft.add(next -> new JournalReturned(
                next,
                promise.promiseId(),
                promise.promisedAt(),
                promise.postings(),
                refusedBy,
                reason,
                promise.occasion()));
        return draft.accepted(Coordination.releasing(promise.promiseId(), promise.postings(), refusedBy, reason));
    }

    private static Optional<Rejection> refusal(Draft draft, List<RequestedPosting> legs, TimeSpan expiresIn) {
        WalletId journal = draft.wallet().id();
        if (legs.stream().anyMatch(leg -> leg.from().equals(journal) || leg.to().equals(journal))) {
            return Optional.of(Rejection.NOT_A_WALLET);
        }
        Optional<Rejection> taken = States.journalRefusal(draft.wallet());
        if (taken.isPresent()) {
            return taken;
        }
        if (expiresIn.after(draft.at(), LONGEST).isEmpty()) {
            return Optional.of(Rejection.INVALID_EXPIRY);
        }
        if (legs.size() > Transfer.MAX_LEGS) {
            return Optional.of(Rejection.TOO_MANY_LEGS);
        }
        if (legs.stream().anyMatch(leg -> leg.from().equals(leg.to()))) {
            return Optional.of(Rejection.TRANSFER_TO_SELF);
        }
        return legs.stream().flatMap(leg -> leg.money().refusal().stream()).min(Rejection::compareTo);
    }

    /**
     * Whoever rounds, up or down, stays within one unit of the last digit: of the currency, where it has a fixed number
     * of them, or else of the amount as it was written.
     */
    private static boolean isAtRate(Exchange command) {
        BigDecimal rate = command.rate();
        // 1E999999999 is a short text: to multiply by it and subtract would write out a very long number.
        if (rate.signum() <= 0
                || rate.precision() > MAX_RATE_DIGITS
                || Math.abs((long) rate.scale()) > MAX_RATE_DIGITS) {
            return false;
        }
        Money buy = command.buy().money();
        int fractionDigits =
                Math.max(buy.amount().scale(), command.buy().amount().scale());
        BigDecimal unit = BigDecimal.ONE.movePointLeft(fractionDigits);
        BigDecimal exact = command.sell().money().amount().multiply(rate);
        return exact.subtract(buy.amount()).abs().compareTo(unit) < 0;
    }
}
