package dev.promissory.processor;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.rocksdb.Options;
import org.rocksdb.PerfLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The stewards' memory on a real RocksDB, and how many removed rows a search of this thread passes by there. RocksDB counts
 * that for each thread, whichever database it is asked of.
 */
final class RemovedRows implements AutoCloseable {

    private final KeyValueStore<Bytes, byte[]> memory;
    private final Options options = new Options().setCreateIfMissing(true);
    private final RocksDB counter;

    RemovedRows(Path folder) throws RocksDBException {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "removed-rows");
        StateStoreContext context = new MockProcessorContext<Void, Void>(settings, new TaskId(0, 0), folder.toFile())
                .getStateStoreContext();
        memory = MemoryStore.builder().withLoggingDisabled().build();
        memory.init(context, memory);
        counter = RocksDB.open(options, folder.resolve("counter").toString());
        counter.setPerfLevel(PerfLevel.ENABLE_COUNT);
    }

    KeyValueStore<Bytes, byte[]> memory() {
        return memory;
    }

    /** Has everything that was put or removed on disk, where a search finds what is left of it. */
    void writeOut() {
        memory.all().close();
    }

    /** How many removed rows it passes by. */
    long passedBy(Runnable search) {
        counter.getPerfContext().reset();
        search.run();
        return counter.getPerfContext().getInternalDeleteSkippedCount();
    }

    @Override
    public void close() {
        counter.setPerfLevel(PerfLevel.DISABLE);
        memory.close();
        counter.close();
        options.close();
    }
}
