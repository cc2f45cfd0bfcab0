package dev.promissory.views;

import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.views.PromiseRow.Refusal;
import dev.promissory.views.PromiseRow.Status;
import dev.promissory.views.PromiseRow.Step;
import dev.promissory.views.PromiseRow.Taken;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A promise as all who take part have told it so far, whoever was heard first.
 *
 * @param rows by whose steps they are; at least one
 * @param neverGave of a journal's givers, those that the view knows to have had nothing to give; see {@link #silent}
 * @param trust of all who take part, as far as they are known
 */
record WholePromise(PromiseId id, SortedMap<WalletId, PromiseRow> rows, Set<WalletId> neverGave, SharedTrust trust) {

    /** How far a single leg has come. */
    enum LegStatus {
        /** Its receiver has not spoken yet. */
        PENDING,
        /** Its receiver will take the money once all have agreed. */
        ACCEPTED,
        /** Its receiver has the money. */
        KEPT,
        /** One of its two wallets would not take part, for which the promise returns. */
        REFUSED,
        /** Its giver has the money, or never gave it; its receiver has not been told so yet, or was never heard. */
        RETURNED,
        /** Its receiver had agreed and has been told that the money will not come. */
        RELEASED
    }

    /**
     * @param reserved whether the giver's money is out of its wallet for this leg: in flight, or gone for good
     * @param receivedAs the sequence, in its receiver's wallet, of the fact that kept it
     */
    record LegSeen(Posting posting, LegStatus status, boolean reserved, OptionalLong receivedAs) {}

    static WholePromise of(PromiseId id, SortedMap<WalletId, PromiseRow> rows) {
        return new WholePromise(id, rows, Set.of(), SharedTrust.WHOLE);
    }

    WholePromise without(Set<WalletId> known) {
        return new WholePromise(id, rows, known, trust);
    }

    WholePromise restingOn(SharedTrust known) {
        return new WholePromise(id, rows, neverGave, known);
    }

    /** The one that made it, and those that give or take in it. */
    Set<WalletId> participants() {
        Set<WalletId> all = new TreeSet<>(rows.keySet());
        all.add(id.sender());
        postings().forEach(posting -> all.addAll(List.of(posting.from(), posting.to())));
        return all;
    }

    /** All of them once who made the promise is heard; before, those of the wallets that spoke first. */
    List<Posting> postings() {
        return maker().map(PromiseRow::postings)
                .orElseGet(
                        () -> rows.values().stream().map(PromiseRow::postings).reduce(List.of(), PromiseRow::join));
    }

    List<LegSeen> legs() {
        return postings().stream().map(this::leg).toList();
    }

    Instant promisedAt() {
        return rows.firstEntry().getValue().promisedAt();
    }

    Optional<Instant> deadline() {
        return maker().flatMap(PromiseRow::deadline);
    }

    Occasion occasion() {
        return rows.values().stream()
                .map(PromiseRow::occasion)
                .filter(told -> !told.equals(Occasion.NONE))
                .findFirst()
                .orElse(Occasion.NONE);
    }

    /**
     * Kept when every receiver has its money, returned when every giver has. A refused promise is pending until then,
     * and so is one whose legs are not all known.
     */
    Status status() {
        if (isReturned()) {
            return Status.RETURNED;
        }
        return isKept() ? Status.KEPT : Status.PENDING;
    }

    /** When the last receiver got its money. */
    Optional<Instant> receivedAt() {
        return isKept() ? times(Step.RECEIVED).max(Comparator.naturalOrder()) : Optional.empty();
    }

    /** When all had agreed, of a promise that several had to agree to. */
    Optional<Instant> settledAt() {
        return maker().flatMap(row -> row.at(Step.SETTLED));
    }

    /** The sequence, in its maker's wallet or journal, of the fact that settled it. */
    OptionalLong settledAs() {
        return maker().map(row -> row.steps().get(Step.SETTLED))
                .map(settled -> OptionalLong.of(settled.sequence()))
                .orElse(OptionalLong.empty());
    }

    /** When the first refused. */
    Optional<Instant> refusedAt() {
        return times(Step.REFUSED).min(Comparator.naturalOrder());
    }

    /** When the last giver had its money back. */
    Optional<Instant> returnedAt() {
        return isReturned() ? times(Step.RETURNED).max(Comparator.naturalOrder()) : Optional.empty();
    }

    Optional<Instant> resolvedAt() {
        return returnedAt().or(this::receivedAt);
    }

    /** The one for which the promise returns; before that is decided, the first that is heard of. */
    Optional<Refusal> refusal() {
        return maker().flatMap(PromiseRow::refusal)
                .or(() -> refusal(Step.RETURNED))
                .or(() -> refusal(Step.RELEASED))
                .or(() -> refusal(Step.REFUSED));
    }

    /**
     * The givers of a returned journal that have told nothing: one that exists has yet to answer, and may have to give
     * before it gets back; one that does not exist never will.
     */
    List<WalletId> silent() {
        return hasReturned() && id.isOfJournal()
                ? givers().filter(giver -> !hasNothingOut(giver) && !has(giver, Step.RESERVED))
                        .toList()
                : List.of();
    }

    private LegSeen leg(Posting posting) {
        Optional<Taken> received = row(posting.to()).map(row -> row.steps().get(Step.RECEIVED));
        return new LegSeen(
                posting,
                status(posting),
                isOut(posting.from()),
                received.map(taken -> OptionalLong.of(taken.sequence())).orElseGet(OptionalLong::empty));
    }

    private LegStatus status(Posting posting) {
        WalletId receiver = posting.to();
        WalletId giver = posting.from();
        if (has(receiver, Step.RECEIVED)) {
            return LegStatus.KEPT;
        }
        if (refused(receiver) || refused(giver)) {
            return LegStatus.REFUSED;
        }
        if (has(receiver, Step.RELEASED)) {
            return LegStatus.RELEASED;
        }
        if (hasReturned() && hasNothingOut(giver)) {
            return LegStatus.RETURNED;
        }
        return has(receiver, Step.ACCEPTED) ? LegStatus.ACCEPTED : LegStatus.PENDING;
    }

    /** A receiver that was not asked to agree first is the only one, so its word is the whole promise. */
    private boolean isKept() {
        boolean allLegsKnown = maker().isPresent()
                || rows.values().stream().anyMatch(row -> row.has(Step.RECEIVED) && !row.has(Step.ACCEPTED));
        return allLegsKnown && postings().stream().map(Posting::to).distinct().allMatch(to -> has(to, Step.RECEIVED));
    }

    private boolean isReturned() {
        return hasReturned() && (!id.isOfJournal() || givers().allMatch(this::hasNothingOut));
    }

    private boolean hasReturned() {
        return has(id.sender(), Step.RETURNED);
    }

    private Stream<WalletId> givers() {
        return postings().stream().map(Posting::from).distinct();
    }

    /** Once the promise has returned: got its money back, or did not give any. */
    private boolean hasNothingOut(WalletId giver) {
        return has(giver, Step.RETURNED) || refused(giver) || neverGave.contains(giver);
    }

    private boolean isOut(WalletId giver) {
        return (has(giver, Step.RESERVED) || has(giver, Step.PROMISED)) && !has(giver, Step.RETURNED);
    }

    /** A wallet that does not exist refuses without a fact of its own. */
    private boolean refused(WalletId wallet) {
        return has(wallet, Step.REFUSED)
                || maker().flatMap(PromiseRow::refusal)
                        .filter(met -> met.by().equals(wallet))
                        .isPresent();
    }

    private Optional<Refusal> refusal(Step step) {
        return rows.values().stream()
                .filter(row -> row.has(step))
                .min(Comparator.comparing(row -> row.steps().get(step).at()))
                .flatMap(PromiseRow::refusal);
    }

    private Stream<Instant> times(Step step) {
        return rows.values().stream()
                .map(row -> row.steps().get(step))
                .filter(Objects::nonNull)
                .map(Taken::at);
    }

    private boolean has(WalletId wallet, Step step) {
        return row(wallet).filter(row -> row.has(step)).isPresent();
    }

    private Optional<PromiseRow> row(WalletId wallet) {
        return Optional.ofNullable(rows.get(wallet));
    }

    /** The sender, or the journal. */
    private Optional<PromiseRow> maker() {
        return row(id.sender());
    }
}
