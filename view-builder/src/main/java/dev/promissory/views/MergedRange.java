package dev.promissory.views;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Rows of several partitions as one list in the order of their keys; rows that share a key are joined into one. */
final class MergedRange<R> implements AutoCloseable {

    /** Makes an item of a row's bytes. */
    interface Reading<R> {
        R read(Partitions.Part part, Bytes key, byte[] row);
    }

    private record Range(Partitions.Part part, KeyValueIterator<Bytes, byte[]> rows) {}

    private final List<Range> ranges = new ArrayList<>();
    private final PriorityQueue<Range> byNextKey = new PriorityQueue<>(
            Comparator.comparing((Range range) -> range.rows().peekNextKey()));
    private final Reading<R> reading;
    private final BinaryOperator<R> join;

    private MergedRange(Reading<R> reading, BinaryOperator<R> join) {
        this.reading = reading;
        this.join = join;
    }

    /** @param range of one partition, in the order of its keys */
    static <R> MergedRange<R> open(
            List<Partitions.Part> parts,
            Function<Partitions.Part, KeyValueIterator<Bytes, byte[]>> range,
            Reading<R> reading,
            BinaryOperator<R> join) {
        MergedRange<R> merged = new MergedRange<>(reading, join);
        try {
            parts.forEach(part -> merged.add(new Range(part, range.apply(part))));
            return merged;
        } catch (RuntimeException e) {
            merged.close();
            throw e;
        }
    }

    boolean hasNext() {
        return !byNextKey.isEmpty();
    }

    KeyValue<Bytes, R> next() {
        KeyValue<Bytes, R> merged = take();
        while (hasNext() && byNextKey.peek().rows().peekNextKey().equals(merged.key)) {
            merged = KeyValue.pair(merged.key, join.apply(merged.value, take().value));
        }
        return merged;
    }

    @Override
    public void close() {
        ranges.forEach(range -> range.rows().close());
    }

    private void add(Range range) {
        ranges.add(range);
        queue(range);
    }

    private KeyValue<Bytes, R> take() {
        Range range = byNextKey.remove();
        KeyValue<Bytes, byte[]> row = range.rows().next();
        queue(range);
        return KeyValue.pair(row.key, reading.read(range.part(), row.key, row.value));
    }

    private void queue(Range range) {
        if (range.rows().hasNext()) {
            byNextKey.add(range);
        }
    }
}
