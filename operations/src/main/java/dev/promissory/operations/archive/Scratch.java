package dev.promissory.operations.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** Rows beyond what fits into memory, in a temporary folder, for as long as one export or import runs. */
final class Scratch implements AutoCloseable {

    private static final long WRITE_BUFFER_BYTES = 32L << 20;

    private final Path folder;
    private final Options options;
    private final WriteOptions unlogged;
    private final RocksDB rows;

    Scratch() throws IOException {
        RocksDB.loadLibrary();
        folder = Files.createTempDirectory("promissory-archive");
        unlogged = new WriteOptions().setDisableWAL(true);
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
        try {
            rows = RocksDB.open(options, folder.resolve("rows").toString());
        } catch (RocksDBException e) {
            throw new IOException("cannot keep rows in " + folder, e);
        }
    }

    /** Null when there is none. */
    byte[] get(byte[] key) {
        try {
            return rows.get(key);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    void put(byte[] key, byte[] row) {
        try {
            rows.put(unlogged, key, row);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** All rows whose key starts so, in the order of their keys. */
    void forEach(byte[] start, BiConsumer<byte[], byte[]> reader) {
        try (RocksIterator each = rows.newIterator()) {
            for (each.seek(start); each.isValid() && startsWith(each.key(), start); each.next()) {
                reader.accept(each.key(), each.value());
            }
            each.status();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
        unlogged.close();
        options.close();
        List<Path> inside;
        try (Stream<Path> entries = Files.walk(folder)) {
            inside = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : inside) {
            Files.delete(entry);
        }
    }

    private static boolean startsWith(byte[] key, byte[] start) {
        return key.length >= start.length && Arrays.equals(key, 0, start.length, start, 0, start.length);
    }

    private UncheckedIOException failed(RocksDBException e) {
        return new UncheckedIOException(new IOException("cannot keep rows in " + folder, e));
    }
}
