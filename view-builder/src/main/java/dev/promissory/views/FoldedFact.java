package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.protocol.FactSeal;
import java.time.Instant;

/**
 * A row of a wallet's statement: the fact that was folded under this sequence, as it was signed.
 *
 * @param offset where it was folded; the same fact elsewhere is a copy
 * @param at the fact's own time, apart from the value, so that a moment is found without reading JSON
 * @param hash of the chain up to and with it
 * @param value the record's bytes; its line is read from them, so that a line can show more without a rebuild
 */
record FoldedFact(long offset, Instant at, byte[] hash, byte[] value) {

    private static final int VERSION = 2;

    static FoldedFact of(Fact fact, long offset, byte[] hash, byte[] value) {
        return new FoldedFact(offset, fact.head().at(), hash, value);
    }

    byte[] toBytes() {
        return new RowWriter(VERSION)
                .number(offset)
                .time(at)
                .raw(hash)
                .raw(value)
                .bytes();
    }

    static FoldedFact fromBytes(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        return new FoldedFact(row.number(), row.time(), row.raw(FactSeal.HASH_BYTES), row.rest());
    }

    /** The time alone, of a row that is only looked at on the way to another. */
    static Instant at(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        row.number();
        return row.time();
    }
}
