package dev.promissory.operations.scratch;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What each fact was, in a few bytes: enough to tell whether another is the same, and whose command it answers. */
public final class FactIndex {

    private static final int HASH_BYTES = 16;

    private final Rows rows;

    public FactIndex(Rows rows) {
        this.rows = rows;
    }

    /** @param hash of its wallet's chain up to and with it */
    public void put(Fact fact, byte[] hash) {
        byte[] entry = ByteBuffer.allocate(HASH_BYTES + Integer.BYTES)
                .put(hash, 0, HASH_BYTES)
                .putInt(fact.head().commandId().hashCode())
                .array();
        rows.put(key(fact.walletId(), fact.sequence()), entry);
    }

    public boolean hasHash(WalletId id, long sequence, byte[] hash) {
        return entry(id, sequence)
                .filter(entry -> Arrays.equals(entry, 0, HASH_BYTES, hash, 0, HASH_BYTES))
                .isPresent();
    }

    /** One wrong id in four billion passes. */
    public boolean isOfCommand(WalletId id, long sequence, CommandId commandId) {
        return entry(id, sequence)
                .filter(entry -> ByteBuffer.wrap(entry).getInt(HASH_BYTES) == commandId.hashCode())
                .isPresent();
    }

    private Optional<byte[]> entry(WalletId id, long sequence) {
        return Optional.ofNullable(rows.get(key(id, sequence)));
    }

    private static byte[] key(WalletId id, long sequence) {
        byte[] bytes = id.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(bytes.length + 1 + Long.BYTES)
                .put(bytes)
                .put((byte) 0)
                .putLong(sequence)
                .array();
    }
}
