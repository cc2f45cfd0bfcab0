package dev.promissory.views;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Money;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactSeal;
import dev.promissory.views.Trust.Doubt;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A wallet as its verified facts made it, and what is needed to judge the next one.
 *
 * @param lastOffset of the last fact that changed this row, folded or doubted
 * @param lastHash of the last fact that was folded
 */
record WalletRow(Wallet wallet, long lastOffset, byte[] lastHash, Trust trust) {

    private static final int VERSION = 3;

    static WalletRow unknown(WalletId id) {
        return new WalletRow(Wallet.unopened(id), -1, FactSeal.noPreviousHash(), Trust.UNTESTED);
    }

    /** @param fact the wallet's next, which agrees with it */
    WalletRow folding(Fact fact, long offset, byte[] hash, boolean withKey) {
        return folded(Evolution.evolve(wallet, fact), offset, hash, withKey);
    }

    /** @param after this wallet after its next fact */
    WalletRow folded(Wallet after, long offset, byte[] hash, boolean withKey) {
        return new WalletRow(after, offset, hash, trust.folding(withKey, after.sequence()));
    }

    SortedMap<String, String> metadata() {
        return wallet.metadata();
    }

    /** The same wallet, with what is to be said of it today. */
    WalletRow trusted(Trust said) {
        return new WalletRow(wallet, lastOffset, lastHash, said);
    }

    /** The same wallet, doubted; this very row when it is doubted as much already. */
    WalletRow doubting(long offset, Doubt met) {
        return told(offset, trust.doubting(met));
    }

    /** The same wallet after a genuine fact of a sequence that is not its next; this very row when that is known. */
    WalletRow missing(long offset, Doubt gap, long met) {
        return told(offset, trust.missing(gap, met));
    }

    private WalletRow told(long offset, Trust doubted) {
        return doubted == trust ? this : new WalletRow(wallet, offset, lastHash, doubted);
    }

    byte[] toBytes() {
        RowWriter row = new RowWriter(VERSION)
                .number(lastOffset)
                .raw(lastHash)
                .one(wallet.status().ordinal())
                .number(wallet.sequence())
                .time(wallet.lastFactAt())
                .text(wallet.owner());
        trust.write(row);
        row.number(wallet.balances().size());
        for (Balance balance : wallet.balances().values()) {
            row.money(balance.total()).amount(balance.held());
        }
        row.number(wallet.overdraftLimits().size());
        wallet.overdraftLimits().values().forEach(row::money);
        row.number(wallet.metadata().size());
        wallet.metadata().forEach((key, value) -> row.text(key).text(value));
        return row.bytes();
    }

    static WalletRow fromBytes(WalletId id, byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        long lastOffset = row.number();
        byte[] lastHash = row.raw(FactSeal.HASH_BYTES);
        Wallet.Status status = Wallet.Status.values()[row.one()];
        long sequence = row.number();
        Instant lastFactAt = row.time();
        Optional<String> owner = row.optionalText();
        Trust trust = Trust.read(row);
        SortedMap<Currency, Balance> balances = new TreeMap<>();
        for (long left = row.number(); left > 0; left--) {
            var total = row.money();
            balances.put(total.currency(), new Balance(total, row.amount(total.currency())));
        }
        SortedMap<Currency, Money> limits = new TreeMap<>();
        for (long left = row.number(); left > 0; left--) {
            Money limit = row.money();
            limits.put(limit.currency(), limit);
        }
        SortedMap<String, String> metadata = new TreeMap<>();
        for (long left = row.number(); left > 0; left--) {
            String key = row.text();
            metadata.put(key, row.text());
        }
        return new WalletRow(
                new Wallet(id, status, owner, sequence, lastFactAt, balances, limits, metadata),
                lastOffset,
                lastHash,
                trust);
    }
}
