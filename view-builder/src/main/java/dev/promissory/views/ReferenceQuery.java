package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/** Finds the facts that carry a reference, in all wallets. */
final class ReferenceQuery {

    /** How many entries one page looks at; nearly all of them are facts with just this reference. */
    private static final int MAX_LOOKED_AT = 5_000;

    private static final char BEFORE_SEQUENCE = '#';

    private final Partitions partitions;

    ReferenceQuery(Partitions partitions) {
        this.partitions = partitions;
    }

    /** By wallet, and of each wallet the newest first: where a fact stands in the list, no later fact changes. */
    Listed<Fact> facts(String reference, int limit, Optional<String> cursor) {
        Term term = Term.reference(reference);
        String list = Cursor.filtered("facts", List.of(reference));
        Bytes from = cursor.map(c -> after(term, Cursor.read(list, c))).orElseGet(() -> Keys.firstReference(term));
        List<Partitions.Part> parts = partitions.all();
        try (MergedRange<Optional<Fact>> range = MergedRange.open(
                parts,
                part -> part.wallets().range(from, Keys.lastReference(term)),
                (part, key, row) -> fact(part, key).filter(fact -> StatementFilter.carries(fact, reference)),
                (one, other) -> one)) {
            List<Fact> items = new ArrayList<>();
            Optional<String> next = Optional.empty();
            for (int lookedAt = 0; range.hasNext() && items.size() < limit && lookedAt < MAX_LOOKED_AT; lookedAt++) {
                KeyValue<Bytes, Optional<Fact>> found = range.next();
                found.value.ifPresent(items::add);
                String last = Keys.walletOfReference(found.key).value()
                        + BEFORE_SEQUENCE
                        + Keys.sequenceOfReference(found.key);
                next = range.hasNext() ? Optional.of(Cursor.after(list, last)) : Optional.empty();
            }
            return Listed.over(parts, items, next);
        }
    }

    /** Empty when a crash has come between the entry and its fact, which then comes again. */
    private static Optional<Fact> fact(Partitions.Part part, Bytes key) {
        Bytes line = Keys.fact(Keys.walletOfReference(key), Keys.sequenceOfReference(key));
        return Optional.ofNullable(part.wallets().get(line))
                .map(FoldedFact::fromBytes)
                .map(folded -> FactJson.read(folded.value()));
    }

    private static Bytes after(Term term, String last) {
        int separator = last.lastIndexOf(BEFORE_SEQUENCE);
        String id = separator < 0 ? "" : last.substring(0, separator);
        OptionalLong sequence = Parameters.wholeNumber(last.substring(separator + 1));
        if (!WalletId.isValid(id) || sequence.orElse(0) < 1) {
            throw ViewProblems.badCursor();
        }
        // The next older one; below 1 there is none, and the next wallet follows.
        return Keys.reference(term, new WalletId(id), sequence.getAsLong() - 1);
    }
}
