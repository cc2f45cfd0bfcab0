package dev.promissory.processor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The stewards' rows as somebody else has them: read from their changelogs, say. Not for several threads at once. */
public final class StewardCopy implements AutoCloseable {

    private final FoldStorage storage;
    private final List<List<FoldedRows>> rows;

    private StewardCopy(FoldStorage storage, int partitions) {
        this.storage = storage;
        this.rows = Arrays.stream(StewardStore.values())
                .map(store -> IntStream.range(0, partitions)
                        .mapToObj(partition -> storage.rows(store.storeName(), store.ordinal(), partition))
                        .toList())
                .toList();
    }

    /** @param folder empty or missing, and nobody else's; the caller removes it afterwards */
    public static StewardCopy open(int partitions, Path folder) {
        return new StewardCopy(new FoldStorage(folder), partitions);
    }

    /** @param value null where the row is removed */
    public void put(StewardStore store, int partition, byte[] key, byte[] value) {
        of(store, partition).put(Bytes.wrap(key), value);
    }

    public Optional<byte[]> get(StewardStore store, int partition, byte[] key) {
        return Optional.ofNullable(of(store, partition).get(Bytes.wrap(key)));
    }

    /** Keys and values just as they stand in the store's changelog. */
    public void rows(StewardStore store, int partition, BiConsumer<byte[], byte[]> reader) {
        try (KeyValueIterator<Bytes, byte[]> all = rows(store, partition)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> row = all.next();
                reader.accept(row.key.get(), row.value);
            }
        }
    }

    /** The same, in the order of their keys; to be closed. */
    KeyValueIterator<Bytes, byte[]> rows(StewardStore store, int partition) {
        return of(store, partition).all();
    }

    /** Where the slices start that remembered answers lie in, once for each answer. */
    public void answerSlices(int partition, LongConsumer reader) {
        rows(
                StewardStore.REMEMBERED_COMMANDS,
                partition,
                (key, value) -> reader.accept(AnswerKey.read(key).sliceStartMs()));
    }

    @Override
    public void close() {
        storage.close();
    }

    private FoldedRows of(StewardStore store, int partition) {
        return rows.get(store.ordinal()).get(partition);
    }
}
