package dev.promissory.views;

import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Reads promises. What the sender did is on its partition, what a receiver did on the receiver's; the two are joined
 * here, so that they may be folded in any order and no record travels between partitions.
 */
final class PromiseQueries {

    /** How many promises one page looks at; a filter that few of them pass gives short pages, not slow ones. */
    private static final int MAX_LOOKED_AT = 10_000;

    private final Partitions partitions;
    private final WalletQueries wallets;

    PromiseQueries(Partitions partitions, WalletQueries wallets) {
        this.partitions = partitions;
        this.wallets = wallets;
    }

    record Promise(PromiseId id, PromiseRow row) {}

    record PromiseAsOf(Promise promise, Instant asOf) {}

    /** @param wallet that sent the promise */
    record Filter(Optional<WalletId> wallet, Optional<PromiseRow.Status> status) {

        boolean passes(Promise promise) {
            return status.isEmpty() || status.get() == promise.row().status();
        }

        /** A cursor of a list with other filters would skip promises of this one. */
        String list() {
            return "promises " + wallet.map(WalletId::value).orElse("") + " "
                    + status.map(PromiseRow.Status::label).orElse("");
        }
    }

    /** @throws dev.promissory.kit.ProblemException 404 {@code promise-not-found} */
    PromiseAsOf promise(PromiseId id, OptionalLong minSequence) {
        Partitions.Part senders = wallets.see(id.sender(), minSequence).part();
        List<Partitions.Part> asked = new ArrayList<>(List.of(senders));
        Optional<PromiseRow> row = read(senders, id);
        if (row.isPresent()) {
            row.get().legs().forEach(leg -> asked.add(partitions.of(leg.to())));
        } else {
            // The receiver may have been faster, and only the sender knows who that is.
            asked.addAll(partitions.all());
        }
        for (Partitions.Part part : asked.subList(1, asked.size())) {
            Optional<PromiseRow> other = read(part, id);
            row = row.isPresent() && other.isPresent() ? Optional.of(row.get().join(other.get())) : row.or(() -> other);
        }
        PromiseRow whole = row.orElseThrow(() -> ViewProblems.promiseNotFound(id.toString()));
        return new PromiseAsOf(new Promise(id, whole), Partitions.asOf(asked));
    }

    /** By sender, then in the order they were made. */
    Listed<Promise> promises(Filter filter, int limit, Optional<String> cursor) {
        Bytes first = filter.wallet().map(sender -> Keys.promise(sender, 0)).orElseGet(Keys::firstPromise);
        Bytes from =
                cursor.map(c -> afterPromise(Cursor.read(filter.list(), c))).orElse(first);
        Bytes to = filter.wallet().map(Keys::afterPromisesOf).orElseGet(Keys::lastPromise);
        List<Partitions.Part> parts = partitions.all();
        try (MergedRange<PromiseRow> range = MergedRange.open(
                parts,
                part -> part.promises().range(from, to),
                (part, key, row) -> PromiseRow.fromBytes(row),
                PromiseRow::join)) {
            List<Promise> items = new ArrayList<>();
            Optional<PromiseId> last = Optional.empty();
            for (int lookedAt = 0; range.hasNext() && items.size() < limit && lookedAt < MAX_LOOKED_AT; lookedAt++) {
                KeyValue<Bytes, PromiseRow> next = range.next();
                Promise promise = new Promise(Keys.promiseOf(next.key), next.value);
                last = Optional.of(promise.id());
                if (filter.passes(promise)) {
                    items.add(promise);
                }
            }
            Optional<String> next =
                    range.hasNext() ? last.map(id -> Cursor.after(filter.list(), id.toString())) : Optional.empty();
            return new Listed<>(items, next, Partitions.asOf(parts));
        }
    }

    private static Optional<PromiseRow> read(Partitions.Part part, PromiseId id) {
        return Optional.ofNullable(part.promises().get(Keys.promise(id))).map(PromiseRow::fromBytes);
    }

    private static Bytes afterPromise(String last) {
        PromiseId id = PromiseId.parse(last).orElseThrow(ViewProblems::badCursor);
        return Keys.promise(id.sender(), id.sequence() + 1);
    }
}
