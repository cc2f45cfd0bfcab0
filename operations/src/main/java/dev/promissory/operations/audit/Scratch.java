package dev.promissory.operations.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * What an audit has to remember, in a RocksDB of its own: there may be more wallets than fit into memory. It lies in a
 * temporary folder and is deleted with the audit, so nothing of it is logged or synced.
 */
final class Scratch implements AutoCloseable {

    private static final long CACHE_BYTES = 96L << 20;
    private static final long WRITE_BUFFER_BYTES = 32L << 20;
    private static final double FILTER_BITS = 10;

    private final Path folder;
    private final LRUCache cache = new LRUCache(CACHE_BYTES);
    private final BloomFilter filter = new BloomFilter(FILTER_BITS);
    private final Options options = new Options();
    private final WriteOptions writing = new WriteOptions().setDisableWAL(true);
    private final RocksDB database;
    private int kinds;

    private Scratch(Path folder) throws RocksDBException {
        this.folder = folder;
        options.setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(filter)
                        .setCacheIndexAndFilterBlocks(true));
        this.database = RocksDB.open(options, folder.resolve("rows").toString());
    }

    static Scratch open() {
        RocksDB.loadLibrary();
        try {
            return new Scratch(Files.createTempDirectory("promissory-audit-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        } catch (RocksDBException e) {
            throw new IllegalStateException("cannot open a store in the temporary folder", e);
        }
    }

    /** Where it lies; others may put what they need beside it. */
    Path folder() {
        return folder;
    }

    /** Room for one more kind of rows. */
    Rows rows() {
        return new Rows(database, writing, (byte) kinds++);
    }

    @Override
    public void close() {
        database.close();
        writing.close();
        options.close();
        filter.close();
        cache.close();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> innermostFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the temporary folder " + folder, e);
        }
    }
}
