package dev.promissory.kit;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory that all RocksDB stores of one Kafka Streams instance share, outside the Java heap. By default every store
 * of every partition has a cache and write buffers of its own, 100 MB and more each: with many partitions a bound that
 * nobody asked for is passed soon.
 */
public final class RocksMemory implements AutoCloseable {

    static final String SETTING = "promissory.rocks.memory";

    private final Cache cache;
    private final WriteBufferManager writeBuffers;
    private final Set<String> askedInVain;

    /** As below, with no store that is mostly asked in vain. */
    public RocksMemory(long totalBytes, long writeBufferBytes) {
        this(totalBytes, writeBufferBytes, Set.of());
    }

    /**
     * @param totalBytes for cached blocks, indexes, filters and write buffers together
     * @param writeBufferBytes the part of it after which write buffers are flushed
     * @param askedInVain the stores of which most rows asked for are not there: their write buffers have filters, as files
     *     on disk have in any case. Each takes 160 KB of the write buffers' part from the start; a window store has a
     *     write buffer for each of its segments
     */
    public RocksMemory(long totalBytes, long writeBufferBytes, Set<String> askedInVain) {
        RocksDB.loadLibrary();
        this.cache = new LRUCache(totalBytes);
        this.writeBuffers = new WriteBufferManager(writeBufferBytes, cache);
        this.askedInVain = Set.copyOf(askedInVain);
    }

    /** What makes a Kafka Streams instance use it. */
    public Map<String, Object> settings() {
        return Map.of(SETTING, this, StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.class);
    }

    /**
     * Gives it back, for a process that goes on without the instance. To be closed after that: stores that are open keep
     * what they use.
     */
    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    /** @param name of a store, or of a part of it: a window store has one for each span of time, named after both */
    boolean isAskedInVain(String name) {
        return askedInVain.contains(name.replaceFirst("\\.\\d+$", ""));
    }
}
