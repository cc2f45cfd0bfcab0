package dev.promissory.views;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactSeal;
import dev.promissory.views.Trust.Doubt;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A wallet as its verified facts made it, and what is needed to judge the next one.
 *
 * @param lastOffset of the last fact that changed this row, folded or doubted
 * @param lastHash of the last fact that was folded
 * @param metadata of the last opening or describing fact that has any; none from a payment that opened it
 */
record WalletRow(Wallet wallet, long lastOffset, byte[] lastHash, Trust trust, SortedMap<String, String> metadata) {

    private static final int VERSION = 2;

    WalletRow {
        metadata = Collections.unmodifiableSortedMap(metadata);
    }

    static WalletRow unknown(WalletId id) {
        return new WalletRow(Wallet.unopened(id), -1, FactSeal.noPreviousHash(), Trust.UNTESTED, new TreeMap<>());
    }

    /** @param fact the wallet's next, which agrees with it */
    WalletRow folding(Fact fact, long offset, byte[] hash, boolean withKey) {
        return new WalletRow(Evolution.evolve(wallet, fact), offset, hash, trust.folding(withKey), described(fact));
    }

    /** The same wallet, with what is to be said of it today. */
    WalletRow trusted(Trust said) {
        return new WalletRow(wallet, lastOffset, lastHash, said, metadata);
    }

    /** The same wallet, doubted; this very row when it is doubted as much already. */
    WalletRow doubting(long offset, Doubt met) {
        Trust doubted = trust.doubting(met);
        return doubted == trust ? this : new WalletRow(wallet, offset, lastHash, doubted, metadata);
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
        row.number(metadata.size());
        metadata.forEach((name, value) -> row.text(name).text(value));
        row.number(wallet.balances().size());
        for (Balance balance : wallet.balances().values()) {
            row.money(balance.total()).amount(balance.held());
        }
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
        SortedMap<String, String> metadata = new TreeMap<>();
        for (long left = row.number(); left > 0; left--) {
            metadata.put(row.text(), row.text());
        }
        SortedMap<Currency, Balance> balances = new TreeMap<>();
        for (long left = row.number(); left > 0; left--) {
            var total = row.money();
            balances.put(total.currency(), new Balance(total, row.amount(total.currency())));
        }
        return new WalletRow(
                new Wallet(id, status, owner, sequence, lastFactAt, balances), lastOffset, lastHash, trust, metadata);
    }

    private SortedMap<String, String> described(Fact fact) {
        SortedMap<String, String> said = fact.head().memo().metadata();
        if (fact instanceof WalletOpened || fact instanceof WalletDescribed) {
            return said.isEmpty() ? metadata : said;
        }
        return isWhatOpenedIt(fact) ? new TreeMap<>() : metadata;
    }

    /**
     * The money that a wallet was opened for comes at the same moment, and both facts repeat the memo of the one command.
     * That tells of the payment: whoever pays must not describe the wallet.
     */
    private boolean isWhatOpenedIt(Fact fact) {
        return fact.sequence() == 2
                && fact.head().at().equals(wallet.lastFactAt())
                && fact.head().memo().metadata().equals(metadata);
    }
}
