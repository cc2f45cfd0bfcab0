package dev.promissory.processor;

import dev.promissory.steward.AnswerSlices;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Remembered answers outside a stream. The slice comes first in a key, so that old ones are forgotten at a stroke. */
final class FoldedSlices implements AnswerSlices {

    private final FoldedRows rows;

    FoldedSlices(FoldedRows rows) {
        this.rows = rows;
    }

    @Override
    public byte[] fetch(Bytes ask, long sliceStartMs) {
        return rows.get(key(ask, sliceStartMs));
    }

    @Override
    public void put(Bytes ask, byte[] answer, long sliceStartMs) {
        rows.put(key(ask, sliceStartMs), answer);
    }

    void forgetBefore(long sliceStartMs) {
        rows.deleteBelow(key(Bytes.wrap(new byte[0]), sliceStartMs));
    }

    /** Each row under the key that Kafka Streams gives it in the changelog of a window store. */
    void forEach(BiConsumer<byte[], byte[]> reader) {
        try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> row = all.next();
                byte[] key = row.key.get();
                long start = ByteBuffer.wrap(key).getLong();
                reader.accept(
                        new AnswerKey(Bytes.wrap(Arrays.copyOfRange(key, Long.BYTES, key.length)), start).write(),
                        row.value);
            }
        }
    }

    private static Bytes key(Bytes ask, long sliceStartMs) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + ask.get().length)
                .putLong(sliceStartMs)
                .put(ask.get())
                .array());
    }
}
