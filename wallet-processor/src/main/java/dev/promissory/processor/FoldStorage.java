package dev.promissory.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The stores of all partitions in one RocksDB, outside any stream: what is worked out may be larger than memory. It is
 * scratch, so nothing is logged or synced, and a crash loses all of it.
 */
final class FoldStorage implements AutoCloseable {

    private static final long CACHE_BYTES = 128L << 20;

    /** One thread looks rows up: many small caches in one would only waste room. */
    private static final int CACHE_SHARD_BITS = 1;

    private static final long WRITE_BUFFER_BYTES = 64L << 20;
    private static final double BITS_OF_A_KEY = 10;

    static {
        RocksDB.loadLibrary();
    }

    private final LRUCache cache = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS);
    private final BloomFilter filter = new BloomFilter(BITS_OF_A_KEY);
    private final Options options = new Options();
    private final WriteOptions writing = new WriteOptions().setDisableWAL(true);
    private final RocksDB database;

    /** @param folder of nobody else's; made when it is missing */
    FoldStorage(Path folder) {
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(filter)
                // In small parts. Of a large file the whole index is a block of a megabyte, and where those drive each
                // other
                // out of the cache, every look-up reads one.
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setCacheIndexAndFilterBlocks(true)
                .setPinTopLevelIndexAndFilter(true);
        options.setCreateIfMissing(true).setWriteBufferSize(WRITE_BUFFER_BYTES).setTableFormatConfig(table);
        try {
            Files.createDirectories(folder);
            database = RocksDB.open(options, folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder " + folder, e);
        } catch (RocksDBException e) {
            throw new IllegalStateException("cannot open a scratch store in " + folder, e);
        }
    }

    /** The rows of one store of one partition. */
    FoldedRows rows(String name, int store, int partition) {
        byte[] prefix = {(byte) store, (byte) (partition >> Byte.SIZE), (byte) partition};
        return new FoldedRows(name, database, writing, prefix);
    }

    @Override
    public void close() {
        database.close();
        writing.close();
        options.close();
        filter.close();
        cache.close();
    }
}
