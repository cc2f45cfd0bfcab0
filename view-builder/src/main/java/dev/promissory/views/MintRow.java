package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintedCurrency;
import dev.promissory.mint.protocol.Totals;
import dev.promissory.protocol.FactSeal;
import dev.promissory.views.Trust.Doubt;
import java.time.Instant;
import java.util.Optional;

/**
 * A currency as the mint's verified facts made it, and what is needed to judge the next one.
 *
 * @param lastOffset of the last fact that changed this row, folded or doubted
 * @param lastHash of the last fact that was folded
 */
record MintRow(MintedCurrency minted, long lastOffset, byte[] lastHash, Trust trust) {

    private static final int VERSION = 2;

    static MintRow unknown(Currency currency) {
        return new MintRow(MintedCurrency.unknown(currency), -1, FactSeal.noPreviousHash(), Trust.UNTESTED);
    }

    MintRow folding(MintFact fact, long offset, byte[] hash, boolean withKey) {
        return new MintRow(minted.evolve(fact), offset, hash, trust.folding(withKey, fact.sequence()));
    }

    /** The same currency, doubted; this very row when it is doubted as much already. */
    MintRow doubting(long offset, Doubt met) {
        Trust doubted = trust.doubting(met);
        return doubted == trust ? this : new MintRow(minted, offset, lastHash, doubted);
    }

    byte[] toBytes() {
        Totals totals = minted.totals();
        RowWriter row = new RowWriter(VERSION)
                .number(lastOffset)
                .raw(lastHash)
                .number(minted.sequence())
                .time(minted.lastFactAt())
                .amount(totals.issued())
                .amount(totals.issuing())
                .amount(totals.given())
                .amount(totals.giving())
                .flag(totals.cap().isPresent());
        totals.cap().ifPresent(row::amount);
        trust.write(row);
        return row.bytes();
    }

    static MintRow fromBytes(Currency currency, byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        long lastOffset = row.number();
        byte[] lastHash = row.raw(FactSeal.HASH_BYTES);
        long sequence = row.number();
        Instant lastFactAt = row.time();
        Money issued = row.amount(currency);
        Money issuing = row.amount(currency);
        Money given = row.amount(currency);
        Money giving = row.amount(currency);
        Optional<Money> cap = row.flag() ? Optional.of(row.amount(currency)) : Optional.empty();
        Totals totals = new Totals(issued, issuing, given, giving, cap);
        return new MintRow(
                new MintedCurrency(currency, sequence, lastFactAt, totals), lastOffset, lastHash, Trust.read(row));
    }
}
