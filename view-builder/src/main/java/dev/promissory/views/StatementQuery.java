package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.views.WalletQueries.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads wallets' statements. */
final class StatementQuery {

    /** How many facts one page looks at; a filter that few of them pass gives short pages, not slow ones. */
    static final int MAX_LOOKED_AT = 5_000;

    private final WalletQueries wallets;
    private final PastQueries past;

    StatementQuery(WalletQueries wallets, PastQueries past) {
        this.wallets = wallets;
        this.past = past;
    }

    /** The sequences a page looks at, the last first. */
    private record Span(long oldest, long newest) {}

    /**
     * One page of a statement.
     *
     * @param isFinal whether no line of the moment can come any more; empty when none was named
     */
    record Statement(Listed<Fact> lines, Optional<Boolean> isFinal) {}

    /**
     * Newest first. Times and references are found by index; of the rest, a page looks at {@link #MAX_LOOKED_AT} facts.
     *
     * @throws dev.promissory.kit.ProblemException 404 {@code wallet-not-found}, or as {@link PastQueries#find}
     */
    Statement statement(
            WalletId id, StatementFilter filter, int limit, Optional<String> cursor, OptionalLong minSequence) {
        OptionalLong before = sequence(cursor.map(c -> Cursor.read(filter.list(id), c)));
        Seen seen;
        long end;
        Trust trust;
        Optional<Boolean> isFinal = Optional.empty();
        if (filter.asOf().isPresent()) {
            PastQueries.Place place = past.find(id, filter.asOf().get(), minSequence);
            seen = place.seen();
            end = place.sequence();
            trust = place.trust();
            isFinal = Optional.of(place.isFinal());
        } else {
            seen = wallets.see(id, minSequence);
            end = seen.sequence();
            trust = seen.row().map(WalletRow::trust).orElse(Trust.UNTESTED);
        }
        WalletRow row = seen.row().orElseThrow(() -> ViewProblems.walletNotFound(id.value()));
        Span span = span(filter, new History(row, seen.part().wallets()), end, before);
        return new Statement(page(row.trusted(trust), filter, limit, seen.part(), span), isFinal);
    }

    private static Span span(StatementFilter filter, History history, long end, OptionalLong before) {
        long newest = Math.min(end, filter.to().map(history::lastBefore).orElse(end));
        long oldest = filter.from().map(from -> history.lastBefore(from) + 1).orElse(1L);
        return new Span(oldest, before.isPresent() ? Math.min(newest, before.getAsLong() - 1) : newest);
    }

    private static Listed<Fact> page(
            WalletRow wallet, StatementFilter filter, int limit, Partitions.Part part, Span span) {
        WalletId id = wallet.wallet().id();
        Optional<Standing> trust = Optional.of(wallet.trust());
        List<Fact> items = new ArrayList<>();
        if (span.newest() < span.oldest()) {
            return new Listed<>(items, Optional.empty(), part.asOf(), trust);
        }
        ReadOnlyKeyValueStore<Bytes, byte[]> facts = part.wallets();
        Optional<String> next = Optional.empty();
        try (KeyValueIterator<Bytes, byte[]> rows = rows(facts, id, filter.reference(), span)) {
            for (int lookedAt = 0; rows.hasNext() && items.size() < limit && lookedAt < MAX_LOOKED_AT; lookedAt++) {
                KeyValue<Bytes, byte[]> row = rows.next();
                long sequence = filter.reference().isPresent()
                        ? Keys.sequenceOfReference(row.key)
                        : Keys.sequenceOfFact(row.key);
                byte[] line = filter.reference().isPresent() ? facts.get(Keys.fact(id, sequence)) : row.value;
                Fact fact = FactJson.read(FoldedFact.fromBytes(line).value());
                if (filter.wants(fact)) {
                    items.add(fact);
                }
                next = rows.hasNext()
                        ? Optional.of(Cursor.after(filter.list(id), Long.toString(sequence)))
                        : Optional.empty();
            }
        }
        return new Listed<>(items, next, part.asOf(), trust);
    }

    /** The lines themselves, or what names those that carry the reference. */
    private static KeyValueIterator<Bytes, byte[]> rows(
            ReadOnlyKeyValueStore<Bytes, byte[]> facts, WalletId id, Optional<String> reference, Span span) {
        return reference
                .map(Term::reference)
                .map(term ->
                        facts.range(Keys.reference(term, id, span.newest()), Keys.reference(term, id, span.oldest())))
                .orElseGet(() -> facts.reverseRange(Keys.fact(id, span.oldest()), Keys.fact(id, span.newest())));
    }

    private static OptionalLong sequence(Optional<String> last) {
        if (last.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong sequence = Parameters.wholeNumber(last.get());
        if (sequence.isEmpty() || sequence.getAsLong() < 1) {
            throw ViewProblems.badCursor();
        }
        return sequence;
    }
}
