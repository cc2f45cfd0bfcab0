package dev.promissory.kit;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** Gives each store its share of {@link RocksMemory}. Kafka Streams makes it by its class name, so it has no arguments. */
public final class SharedRocksMemory implements RocksDBConfigSetter {

    private static final long ARENA_BLOCK_BYTES = 32 << 10;

    /** Of a write buffer's size: eight bits for a row of a hundred bytes. */
    private static final double WRITE_BUFFER_FILTER = 0.01;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (!(configs.get(RocksMemory.SETTING) instanceof RocksMemory memory)) {
            throw new IllegalStateException(RocksMemory.SETTING + " is missing beside " + SharedRocksMemory.class);
        }
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        // Indexes and filters count against the bound too, or it would not be one.
        table.setCacheIndexAndFilterBlocks(true);
        // Those of the newest files are asked about every row: they stay, and need not be found in the cache each time.
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        // Kafka Streams leaves the filters of the oldest level out, as if every row asked for were there. Here most are
        // not: a command is new, a promise comes for the first time.
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(memory.writeBuffers());
        // A write buffer takes a whole block of memory for its first row, 1 MB unless told otherwise. With hundreds of
        // stores the bound would be passed by buffers that are all but empty, and each of them flushed as soon as it is
        // written to.
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        if (memory.isAskedInVain(storeName)) {
            options.setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_FILTER);
            options.setMemtableWholeKeyFiltering(true);
        }
    }

    /** The memory belongs to the whole instance, not to one store: nothing of it ends with the store. */
    @Override
    public void close(String storeName, Options options) {}
}
