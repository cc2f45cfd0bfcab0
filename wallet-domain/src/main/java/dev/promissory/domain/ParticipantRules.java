package dev.promissory.domain;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReleased;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import dev.promissory.domain.Wallet.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of a wallet in a promise that somebody else made. To agree binds it: it gives at once, and takes whatever
 * becomes of it later. It never ends its part by itself, but waits for the coordinator's word.
 */
final class ParticipantRules {

    private final boolean autoOpen;

    ParticipantRules(boolean autoOpen) {
        this.autoOpen = autoOpen;
    }

    /** The only receiver: to agree and to receive are one. */
    Accepted take(Wallet wallet, PromiseMade promise, Instant recordTime) {
        List<Posting> postings = promise.postings();
        Draft draft = new Draft(wallet, promise.commandId(), recordTime, promise.memo());
        Optional<Rejection> refusal = stateRefusal(wallet, true).or(() -> wallet.creditRefusal(sums(postings)));
        if (refusal.isPresent()) {
            return refuse(draft, promise.promiseId(), promise.promisedAt(), postings, refusal.get());
        }
        open(draft);
        receive(draft, promise.promiseId(), promise.promisedAt(), postings, promise.occasion());
        return draft.accepted(new PromiseKept(promise.promiseId(), wallet.id()));
    }

    /** One of several. Who takes part has answered: to answer again would give twice. */
    Accepted agree(Wallet wallet, AgreementAsked asked, Instant recordTime, StewardMemory memory) {
        if (memory.participation(wallet.id(), asked.promiseId()).isPresent()) {
            return Accepted.nothing();
        }
        Draft draft = new Draft(wallet, asked.commandId(), recordTime, asked.memo());
        List<Posting> gives = asked.postings().stream()
                .filter(each -> each.from().equals(wallet.id()))
                .toList();
        List<Posting> takes = asked.postings().stream()
                .filter(each -> each.to().equals(wallet.id()))
                .toList();
        Optional<Rejection> refusal = stateRefusal(wallet, gives.isEmpty())
                .or(() -> reversalRefusal(wallet, asked.occasion(), gives, memory))
                .or(() -> wallet.debitRefusal(sums(gives)))
                // Judged without what it gives: a promise must not be one that only its other half makes room for.
                .or(() -> wallet.creditRefusal(sums(takes)));
        if (refusal.isPresent()) {
            return refuse(draft, asked.promiseId(), asked.promisedAt(), asked.postings(), refusal.get());
        }
        open(draft);
        if (!gives.isEmpty()) {
            List<Balance> after = draft.less(Posting.moneys(gives));
            draft.add(next -> new TransferReserved(
                    next, asked.promiseId(), asked.promisedAt(), Posting.legs(gives), after, asked.occasion()));
        }
        if (!takes.isEmpty()) {
            draft.add(
                    next -> new TransferAccepted(next, asked.promiseId(), asked.promisedAt(), takes, asked.occasion()));
        }
        return draft.accepted(new PromiseAgreed(asked.promiseId(), wallet.id()));
    }

    /** Never refused, whatever has become of the wallet: it has agreed. */
    Accepted settle(Wallet wallet, PromiseSettled settled, Instant recordTime, StewardMemory memory) {
        Optional<Participation> found = memory.participation(wallet.id(), settled.promiseId());
        if (found.isEmpty()) {
            return Accepted.nothing();
        }
        Participation part = found.get();
        Draft draft = new Draft(wallet, part.commandId(), recordTime, part.memo());
        if (!part.gives().isEmpty()) {
            draft.add(next -> new TransferSettled(next, part.promiseId(), part.promisedAt(), part.gives()));
        }
        if (!part.takes().isEmpty()) {
            receive(draft, part.promiseId(), part.promisedAt(), part.takes(), part.occasion());
        }
        return draft.accepted(new PromiseKept(part.promiseId(), wallet.id()));
    }

    /** Never refused, as any return. */
    Accepted release(Wallet wallet, PromiseReleased released, Instant recordTime, StewardMemory memory) {
        Optional<Participation> found = memory.participation(wallet.id(), released.promiseId());
        if (found.isEmpty()) {
            return Accepted.nothing();
        }
        Participation part = found.get();
        Draft draft = new Draft(wallet, part.commandId(), recordTime, part.memo());
        if (!part.gives().isEmpty()) {
            List<Balance> after = draft.plus(Evolution.moneys(part.gives()));
            draft.add(next -> new TransferReturned(
                    next,
                    part.promiseId(),
                    part.promisedAt(),
                    part.gives(),
                    released.refusedBy(),
                    released.reason(),
                    after,
                    part.occasion()));
        }
        if (!part.takes().isEmpty()) {
            draft.add(next -> new TransferReleased(
                    next, part.promiseId(), part.promisedAt(), part.takes(), released.refusedBy(), released.reason()));
        }
        return draft.accepted();
    }

    private static void receive(
            Draft draft, PromiseId promiseId, Instant promisedAt, List<Posting> postings, Occasion occasion) {
        List<Balance> after = draft.plus(Posting.moneys(postings));
        draft.add(next -> new TransferReceived(next, promiseId, promisedAt, postings, after, occasion));
    }

    /** A wallet that does not exist has no history to write the refusal in; the answer is the same. */
    private static Accepted refuse(
            Draft draft, PromiseId promiseId, Instant promisedAt, List<Posting> postings, Rejection reason) {
        Wallet wallet = draft.wallet();
        if (wallet.status() != Status.UNOPENED && wallet.status() != Status.JOURNAL) {
            draft.add(next -> new TransferRefused(next, promiseId, promisedAt, postings, reason));
        }
        return draft.accepted(new PromiseRefused(promiseId, wallet.id(), reason));
    }

    private void open(Draft draft) {
        if (draft.wallet().status() == Status.UNOPENED) {
            draft.add(next -> new WalletOpened(next, Optional.empty(), true));
        }
    }

    /** @param onlyTakes a wallet that does not exist can be opened by what it gets, not by what it should give */
    private Optional<Rejection> stateRefusal(Wallet wallet, boolean onlyTakes) {
        return wallet.status() == Status.UNOPENED && autoOpen && onlyTakes ? Optional.empty() : States.refusal(wallet);
    }

    private static Optional<Rejection> reversalRefusal(
            Wallet wallet, Occasion occasion, List<Posting> gives, StewardMemory memory) {
        return occasion instanceof Occasion.Reversal reversal
                        && !gives.isEmpty()
                        && memory.isReversed(wallet.id(), reversal.reversed())
                ? Optional.of(Rejection.ALREADY_REVERSED)
                : Optional.empty();
    }

    private static List<Money> sums(List<Posting> postings) {
        return Posting.sums(postings.stream().map(Posting::money));
    }
}
