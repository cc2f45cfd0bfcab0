package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import org.apache.kafka.common.utils.Bytes;

/** A line of a wallet's statement as the views keep it. For tools that look from outside. */
public final class SeenLine {

    private SeenLine() {}

    /** Whether a row with this key is a statement's line. */
    public static boolean isKey(byte[] key) {
        return Keys.isFact(Bytes.wrap(key));
    }

    /** Where the line of a wallet's fact of this sequence is kept. */
    public static byte[] key(WalletId walletId, long sequence) {
        return Keys.fact(walletId, sequence).get();
    }

    /**
     * Whose line it is.
     *
     * @throws RuntimeException when no view writes such a key
     */
    public static WalletId walletOf(byte[] key) {
        return Keys.walletOfFact(Bytes.wrap(key));
    }

    /** In its wallet's history. */
    public static long sequenceOf(byte[] key) {
        return Keys.sequenceOfFact(Bytes.wrap(key));
    }

    /**
     * The line as every view writes it.
     *
     * @param offset where the fact stands
     * @param hash of the chain up to and with it
     * @param value the record's bytes
     */
    public static byte[] row(Fact fact, long offset, byte[] hash, byte[] value) {
        return FoldedFact.of(fact, offset, hash, value).toBytes();
    }
}
