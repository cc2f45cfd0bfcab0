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
import dev.promissory.domain.Wallet.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** A promise between any wallets: the journal asks all, and alone decides whether they agreed in time. */
final class JournalRules {

    private static final TimeSpan LONGEST = TimeSpan.of(Period.ofYears(1));

    Decision open(Draft draft, OpenJournal command) {
        return open(draft, command.legs(), command.expiresIn(), Occasion.NONE);
    }

    Decision exchange(Draft draft, Exchange command) {
        List<RequestedPosting> legs = List.of(
                new RequestedPosting(command.seller(), command.counterpart(), command.sell()),
                new RequestedPosting(command.counterpart(), command.seller(), command.buy()));
        Optional<Rejection> refusal = refusal(draft.wallet(), legs)
                .or(() -> isAtRate(command) ? Optional.empty() : Optional.of(Rejection.RATE_MISMATCH));
        return refusal.map(Decision::rejected)
                .orElseGet(() -> open(draft, legs, command.expiresIn(), new Occasion.Exchange(command.rate())));
    }

    /** @param legs of money that has been judged or will be: nothing here trusts it */
    Decision open(Draft draft, List<RequestedPosting> legs, TimeSpan expiresIn, Occasion occasion) {
        Optional<Instant> deadline = expiresIn.after(draft.at(), LONGEST);
        Optional<Rejection> refusal = stateRefusal(draft.wallet())
                .or(() -> deadline.isEmpty() ? Optional.of(Rejection.INVALID_EXPIRY) : Optional.empty())
                .or(() -> refusal(draft.wallet(), legs));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        List<Posting> postings = legs.stream()
                .map(leg -> new Posting(leg.from(), leg.to(), leg.money().money()))
                .toList();
        JournalOpened opened = draft.add(next -> new JournalOpened(next, postings, deadline.orElseThrow(), occasion));
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
        return draft.accepted(Coordination.releasing(promise, refusedBy, reason));
    }

    private static Optional<Rejection> stateRefusal(Wallet journal) {
        return journal.status() == Status.UNOPENED ? Optional.empty() : Optional.of(Rejection.ID_TAKEN);
    }

    private static Optional<Rejection> refusal(Wallet journal, List<RequestedPosting> legs) {
        if (legs.size() > Transfer.MAX_LEGS) {
            return Optional.of(Rejection.TOO_MANY_LEGS);
        }
        if (legs.stream().anyMatch(leg -> leg.from().equals(leg.to()))) {
            return Optional.of(Rejection.TRANSFER_TO_SELF);
        }
        boolean namesItself = legs.stream()
                .anyMatch(leg -> leg.from().equals(journal.id()) || leg.to().equals(journal.id()));
        if (namesItself) {
            return Optional.of(Rejection.NOT_A_WALLET);
        }
        return legs.stream().flatMap(leg -> leg.money().refusal().stream()).min(Rejection::compareTo);
    }

    /** Whoever rounds, up or down, stays within one unit of the last digit. */
    private static boolean isAtRate(Exchange command) {
        Money buy = command.buy().money();
        BigDecimal exact = command.sell().money().amount().multiply(command.rate());
        return exact.subtract(buy.amount()).abs().compareTo(buy.amount().ulp()) < 0;
    }
}
