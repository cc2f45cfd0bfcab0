package dev.promissory.views;

import dev.promissory.protocol.FactSeal;

/**
 * A row of a wallet's statement: the fact that was folded under this sequence, as it was signed.
 *
 * @param offset where it was folded; the same fact elsewhere is a copy
 * @param hash of the chain up to and with it
 * @param value the record's bytes; its line is read from them, so that a line can show more without a rebuild
 */
record FoldedFact(long offset, byte[] hash, byte[] value) {

    private static final int VERSION = 1;

    byte[] toBytes() {
        return new RowWriter(VERSION).number(offset).raw(hash).raw(value).bytes();
    }

    static FoldedFact fromBytes(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        return new FoldedFact(row.number(), row.raw(FactSeal.HASH_BYTES), row.rest());
    }
}
