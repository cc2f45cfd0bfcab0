package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReleased;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.views.PromiseRow.Refusal;
import dev.promissory.views.PromiseRow.Step;
import dev.promissory.views.PromiseRow.Taken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * One fact's step in a promise.
 *
 * @param row of the wallet whose fact it is, with this step alone
 */
record PromiseStep(PromiseId promiseId, WalletId walletId, PromiseRow row) {

    /** Of who made the promise, or of one that takes part. */
    Bytes key() {
        return key(promiseId, walletId);
    }

    static Bytes key(PromiseId promiseId, WalletId walletId) {
        return walletId.equals(promiseId.sender()) ? Keys.promise(promiseId) : LedgerKeys.part(promiseId, walletId);
    }

    /** Empty when the fact is no step in a promise. */
    static Optional<PromiseStep> of(Fact fact) {
        return switch (fact) {
            case TransferPromised f ->
                step(
                        f.promiseId(),
                        f,
                        row(Step.PROMISED, f, given(f, f.legs()), f.head().at(), f.occasion()));
            case TransferReceived f ->
                step(f.promiseId(), f, row(Step.RECEIVED, f, f.postings(), f.promisedAt(), f.occasion()));
            case TransferRefused f ->
                step(
                        f.promiseId(),
                        f,
                        row(Step.REFUSED, f, f.postings(), f.promisedAt(), Occasion.NONE)
                                .with(refusal(f.walletId(), f.reason())));
            case TransferReturned f ->
                step(
                        f.promiseId(),
                        f,
                        row(Step.RETURNED, f, given(f, f.legs()), f.promisedAt(), f.occasion())
                                .with(refusal(f.refusedBy(), f.reason())));
            case TransferAccepted f ->
                step(f.promiseId(), f, row(Step.ACCEPTED, f, f.postings(), f.promisedAt(), f.occasion()));
            case TransferReserved f ->
                step(f.promiseId(), f, row(Step.RESERVED, f, given(f, f.legs()), f.promisedAt(), f.occasion()));
            case TransferSettled f ->
                step(f.promiseId(), f, row(Step.SETTLED, f, given(f, f.legs()), f.promisedAt(), Occasion.NONE));
            case TransferReleased f ->
                step(
                        f.promiseId(),
                        f,
                        row(Step.RELEASED, f, f.postings(), f.promisedAt(), Occasion.NONE)
                                .with(refusal(f.refusedBy(), f.reason())));
            case JournalOpened f ->
                step(
                        f.promiseId(),
                        f,
                        row(Step.PROMISED, f, f.postings(), f.head().at(), f.occasion())
                                .until(f.deadline()));
            case JournalSettled f ->
                step(f.promiseId(), f, row(Step.SETTLED, f, f.postings(), f.promisedAt(), f.occasion()));
            case JournalReturned f ->
                step(
                        f.promiseId(),
                        f,
                        row(Step.RETURNED, f, f.postings(), f.promisedAt(), f.occasion())
                                .with(refusal(f.refusedBy(), f.reason())));
            case Fact.WalletOpened none -> Optional.empty();
            case Fact.WalletDescribed none -> Optional.empty();
            case Fact.MoneyDeposited none -> Optional.empty();
            case Fact.MoneyWithdrawn none -> Optional.empty();
            case Fact.HoldPlaced none -> Optional.empty();
            case Fact.HoldCaptured none -> Optional.empty();
            case Fact.HoldReleased none -> Optional.empty();
            case Fact.HoldExpired none -> Optional.empty();
            case Fact.OverdraftLimitSet none -> Optional.empty();
            case Fact.TransferScheduled none -> Optional.empty();
            case Fact.ScheduleCancelled none -> Optional.empty();
            case Fact.ScheduleFailed none -> Optional.empty();
            case Fact.WalletFrozen none -> Optional.empty();
            case Fact.WalletUnfrozen none -> Optional.empty();
            case Fact.WalletClosed none -> Optional.empty();
        };
    }

    private static Optional<PromiseStep> step(PromiseId promiseId, Fact fact, PromiseRow row) {
        return Optional.of(new PromiseStep(promiseId, fact.walletId(), row));
    }

    private static PromiseRow row(Step step, Fact fact, List<Posting> postings, Instant promisedAt, Occasion occasion) {
        Taken taken = new Taken(fact.head().at(), fact.sequence());
        return new PromiseRow(postings, promisedAt, Optional.empty(), occasion, Map.of(step, taken), Optional.empty());
    }

    private static Refusal refusal(WalletId by, Rejection reason) {
        return new Refusal(by, reason.code());
    }

    private static List<Posting> given(Fact fact, List<Leg> legs) {
        return legs.stream()
                .map(leg -> new Posting(fact.walletId(), leg.to(), leg.money()))
                .toList();
    }
}
