package dev.promissory.views;

import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.views.PromiseRow.Status;
import dev.promissory.views.PromiseRow.Step;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A promise as its parts tell it, judged by the views' own rules. For tools that look from outside. */
public final class SeenPromise {

    private final WholePromise promise;

    private SeenPromise(WholePromise promise) {
        this.promise = promise;
    }

    /** @param parts of one promise; at least one */
    public static SeenPromise of(Collection<SeenPart> parts) {
        SortedMap<WalletId, PromiseRow> rows = new TreeMap<>();
        parts.forEach(part -> rows.put(part.walletId(), part.row()));
        return new SeenPromise(
                new WholePromise(parts.iterator().next().promiseId(), rows, Set.of(), SharedTrust.WHOLE));
    }

    public PromiseId promiseId() {
        return promise.id();
    }

    public Instant promisedAt() {
        return promise.promisedAt();
    }

    /** Of a journal. */
    public Optional<Instant> deadline() {
        return promise.deadline();
    }

    /** Whether who made it has said so: nobody can keep what was never promised. */
    public boolean isMade() {
        return has(promise.id().sender(), Step.PROMISED);
    }

    /**
     * What no honest stewards do together, in a sentence: money that was paid out though it came back, or that its giver
     * never put in. Empty when the parts fit together, or nobody has made the promise yet.
     */
    public Optional<String> contradiction() {
        if (!isMade()) {
            return Optional.empty();
        }
        List<Posting> promised = promise.postings();
        return promise.rows().entrySet().stream()
                .flatMap(part -> part.getValue().postings().stream()
                        .filter(posting -> !promised.contains(posting))
                        .map(posting -> part.getKey() + " tells of " + posting.money() + " from " + posting.from()
                                + " to " + posting.to() + ", which " + promise.id() + " does not promise"))
                .findFirst()
                .or(() -> promised.stream()
                        .filter(posting -> has(posting.from(), Step.RETURNED) && has(posting.to(), Step.RECEIVED))
                        .map(posting -> posting.to() + " has received what " + posting.from() + " got back from "
                                + promise.id())
                        .findFirst());
    }

    private boolean has(WalletId wallet, Step step) {
        return Optional.ofNullable(promise.rows().get(wallet))
                .filter(row -> row.has(step))
                .isPresent();
    }

    /** @param hadNothing whether this is no wallet that could have given when the promise was made */
    public boolean isPending(Predicate<WalletId> hadNothing) {
        Set<WalletId> known = promise.silent().stream().filter(hadNothing).collect(Collectors.toSet());
        return promise.without(known).status() == Status.PENDING;
    }
}
