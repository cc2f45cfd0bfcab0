package dev.promissory.operations.scratch;

import java.util.function.BiConsumer;

/** Rows by their keys; there may be more than fit into memory. */
public interface Rows {

    /** Null when there is none. */
    byte[] get(byte[] key);

    /** @param row null to remove it */
    void put(byte[] key, byte[] row);

    /** The rows as they are now; they may be changed meanwhile. */
    void forEach(BiConsumer<byte[], byte[]> reader);
}
