package dev.promissory.views;

import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/** Promises by their ids, each joined from its rows on all partitions: the rows of one lie side by side in each. */
final class PromiseRange implements FoundPromises {

    private final MergedRange<PromiseRow> rows;

    /** The first row of the next promise; null at the end. */
    private KeyValue<Bytes, PromiseRow> first;

    private PromiseRange(MergedRange<PromiseRow> rows) {
        this.rows = rows;
        this.first = nextRow();
    }

    static PromiseRange open(List<Partitions.Part> parts, Bytes from, Bytes to) {
        return new PromiseRange(MergedRange.open(
                parts,
                part -> part.promises().range(from, to),
                (part, key, row) -> PromiseRow.fromBytes(row),
                PromiseRow::join));
    }

    @Override
    public boolean hasNext() {
        return first != null;
    }

    @Override
    public PromiseId place() {
        return Keys.promiseOf(first.key);
    }

    @Override
    public Optional<WholePromise> next() {
        PromiseId id = place();
        SortedMap<WalletId, PromiseRow> steps = new TreeMap<>();
        do {
            steps.put(LedgerKeys.partOf(id, first.key), first.value);
            first = nextRow();
        } while (hasNext() && place().equals(id));
        return Optional.of(WholePromise.of(id, steps));
    }

    @Override
    public void close() {
        rows.close();
    }

    private KeyValue<Bytes, PromiseRow> nextRow() {
        return rows.hasNext() ? rows.next() : null;
    }
}
