package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.views.Trust.Doubt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Reads promises. What each wallet did is on its own partition; the steps are joined here, so that they may be folded in
 * any order and no record travels between partitions.
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

    record PromiseAsOf(WholePromise promise, Instant asOf) {}

    /** @param wallet that sent the promise, or that gives or takes in it when it is a journal's */
    record Filter(Optional<WalletId> wallet, Optional<PromiseRow.Status> status) {

        boolean passes(WholePromise promise) {
            return status.isEmpty() || status.get() == promise.status();
        }

        /** A cursor of a list with other filters would skip promises of this one. */
        String list() {
            return "promises " + wallet.map(WalletId::value).orElse("") + " "
                    + status.map(PromiseRow.Status::label).orElse("");
        }
    }

    /** @throws dev.promissory.kit.ProblemException 404 {@code promise-not-found} */
    PromiseAsOf promise(PromiseId id, OptionalLong minSequence) {
        List<Partitions.Part> asked =
                asked(id, wallets.see(id.sender(), minSequence).part());
        WholePromise promise = whole(id, asked)
                .map(this::heard)
                .map(this::trusted)
                .orElseThrow(() -> ViewProblems.promiseNotFound(id.toString()));
        return new PromiseAsOf(promise, Partitions.asOf(asked));
    }

    /**
     * By sender or journal, then in the order they were made; those of one wallet in the order in which it sent them or
     * took part.
     */
    Listed<WholePromise> promises(Filter filter, int limit, Optional<String> cursor) {
        Optional<PromiseId> last =
                cursor.map(c -> PromiseId.parse(Cursor.read(filter.list(), c)).orElseThrow(ViewProblems::badCursor));
        List<Partitions.Part> parts = partitions.all();
        try (FoundPromises found = find(filter.wallet(), last, parts)) {
            List<WholePromise> items = new ArrayList<>();
            Optional<PromiseId> place = Optional.empty();
            for (int lookedAt = 0; found.hasNext() && items.size() < limit && lookedAt < MAX_LOOKED_AT; lookedAt++) {
                place = Optional.of(found.place());
                found.next()
                        .map(this::heard)
                        .filter(filter::passes)
                        .map(this::trusted)
                        .ifPresent(items::add);
            }
            Optional<String> next =
                    found.hasNext() ? place.map(id -> Cursor.after(filter.list(), id.toString())) : Optional.empty();
            return Listed.over(parts, items, next);
        }
    }

    /** @param last where the page before ended */
    private FoundPromises find(Optional<WalletId> wallet, Optional<PromiseId> last, List<Partitions.Part> parts) {
        Optional<Bytes> after = last.map(id -> Keys.promise(id.sender(), id.sequence() + 1));
        if (wallet.isEmpty()) {
            return PromiseRange.open(parts, after.orElseGet(Keys::firstPromise), Keys.lastPromise());
        }
        WalletId id = wallet.get();
        long from = last.map(place -> place.sequence() + 1).orElse(0L);
        PromiseRange sent = PromiseRange.open(parts, Keys.promise(id, from), Keys.afterPromisesOf(id));
        return PromisesOfWallet.open(
                id,
                sent,
                () -> partitions
                        .of(id)
                        .wallets()
                        .range(LedgerKeys.entry(id, from), LedgerKeys.entry(id, Long.MAX_VALUE)),
                journal -> whole(journal, asked(journal, partitions.of(journal.sender()))));
    }

    /** The partitions of all who take part; every one while only some of them are known. */
    private List<Partitions.Part> asked(PromiseId id, Partitions.Part makers) {
        byte[] row = makers.promises().get(Keys.promise(id));
        if (row == null) {
            return partitions.all();
        }
        SortedMap<Integer, Partitions.Part> asked = new TreeMap<>();
        asked.put(makers.number(), makers);
        PromiseRow.fromBytes(row).postings().stream()
                .flatMap(posting -> Stream.of(posting.from(), posting.to()))
                .distinct()
                .map(partitions::of)
                .forEach(part -> asked.putIfAbsent(part.number(), part));
        return List.copyOf(asked.values());
    }

    /** Empty when none of these partitions knows a step of it. */
    private Optional<WholePromise> whole(PromiseId id, List<Partitions.Part> asked) {
        SortedMap<WalletId, PromiseRow> rows = new TreeMap<>();
        for (Partitions.Part part : asked) {
            try (KeyValueIterator<Bytes, byte[]> found =
                    part.promises().range(Keys.promise(id), LedgerKeys.lastPart(id))) {
                while (found.hasNext()) {
                    KeyValue<Bytes, byte[]> row = found.next();
                    rows.put(LedgerKeys.partOf(id, row.key), PromiseRow.fromBytes(row.value));
                }
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(WholePromise.of(id, rows));
    }

    /** With what there is to say of givers that have not told anything themselves. */
    private WholePromise heard(WholePromise promise) {
        return promise.without(promise.silent().stream()
                .filter(giver -> hadNothing(giver, promise.promisedAt()))
                .collect(Collectors.toSet()));
    }

    /** With what is doubted about those who take part: asked for each, so only for what is shown. */
    private WholePromise trusted(WholePromise promise) {
        return promise.restingOn(
                promise.participants().stream().map(this::trust).reduce(SharedTrust.WHOLE, SharedTrust::and));
    }

    private SharedTrust trust(WalletId participant) {
        Partitions.Part part = partitions.of(participant);
        return SharedTrust.of(part.trust().keyed(), part.doubt(participant).map(Doubt::kind));
    }

    /**
     * Whether this is no wallet that could have given when it was asked: it did not exist then, or is a journal. Such a
     * one refuses without a fact.
     */
    private boolean hadNothing(WalletId giver, Instant promisedAt) {
        byte[] first = partitions.of(giver).wallets().get(Keys.fact(giver, 1));
        if (first == null) {
            return true;
        }
        Fact fact = FactJson.read(FoldedFact.fromBytes(first).value());
        return fact instanceof JournalOpened || fact.head().at().isAfter(promisedAt);
    }
}
