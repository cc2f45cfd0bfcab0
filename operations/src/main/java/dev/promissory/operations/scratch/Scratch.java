package dev.promissory.operations.scratch;

import java.nio.file.Path;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteOptions;

/**
 * What a tool has to remember, in a RocksDB of its own: there may be more wallets than fit into memory. It lies in a
 * temporary folder and is deleted with the tool, so nothing of it is logged or synced.
 */
public final class Scratch implements AutoCloseable {

    private static final long CACHE_BYTES = 192L << 20;

    /** One thread looks rows up: many small caches in one would only waste room. */
    private static final int CACHE_SHARD_BITS = 1;

    private static final long WRITE_BUFFER_BYTES = 64L << 20;
    private static final double FILTER_BITS = 10;

    private final ScratchFolder folder;
    private final LRUCache cache = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS);
    private final BloomFilter filter = new BloomFilter(FILTER_BITS);
    private final StringAppendOperator appending = new StringAppendOperator("");
    private final Options options = new Options();
    private final WriteOptions writing = new WriteOptions().setDisableWAL(true);
    private final RocksDB database;
    private volatile boolean calledOff;
    private int kinds;

    private Scratch(ScratchFolder folder) {
        this.folder = folder;
        options.setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMergeOperator(appending)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(filter)
                        // In small parts. Of a large file the whole index is a block of a megabyte, and where those
                        // drive
                        // each other out of the cache, every look-up reads one.
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinTopLevelIndexAndFilter(true));
        try {
            this.database = RocksDB.open(options, folder.path().resolve("rows").toString());
        } catch (RocksDBException e) {
            throw new IllegalStateException("cannot open a store in the temporary folder " + folder.path(), e);
        }
    }

    /** @param tool whose it is */
    public static Scratch open(String tool) {
        RocksDB.loadLibrary();
        return new Scratch(ScratchFolder.make(tool));
    }

    /** Where it lies; others may put what they need beside it. */
    public Path folder() {
        return folder.path();
    }

    /** Room for one more kind of rows. */
    public StoredRows rows() {
        return new StoredRows(this, database, writing, (byte) kinds++);
    }

    /** From any thread: whoever asks for a row from now on gets a {@link CalledOffException}. */
    public void callOff() {
        calledOff = true;
    }

    void requireWanted() {
        if (calledOff) {
            throw new CalledOffException(null);
        }
    }

    @Override
    public void close() {
        database.close();
        writing.close();
        options.close();
        appending.close();
        filter.close();
        cache.close();
        folder.close();
    }
}
