package dev.promissory.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A wallet as its facts have made it. {@link Evolution} is the only thing that changes it.
 *
 * @param sequence of the newest fact; 0 before the first
 * @param lastFactAt the newest fact's time; the epoch before the first
 * @param balances by currency; a currency that never was here is absent
 */
public record Wallet(
        WalletId id,
        Status status,
        Optional<String> owner,
        long sequence,
        Instant lastFactAt,
        SortedMap<Currency, Balance> balances) {

    /** The most currencies a wallet may hold. Its state is one record, and a record has a largest size. */
    public static final int MAX_CURRENCIES = 1_000;

    public enum Status {
        /** Nobody has opened it: as far as anybody can tell it does not exist. */
        UNOPENED,
        OPEN,
        FROZEN,
        CLOSED
    }

    public Wallet {
        balances = Collections.unmodifiableSortedMap(balances);
    }

    /** The wallet before its first fact. */
    public static Wallet unopened(WalletId id) {
        return new Wallet(id, Status.UNOPENED, Optional.empty(), 0, Instant.EPOCH, new TreeMap<>());
    }

    public Balance balance(Currency currency) {
        Balance balance = balances.get(currency);
        return balance == null ? Balance.zero(currency) : balance;
    }

    /** What keeps this money from being added to the wallet, whatever its status; empty when nothing does. */
    Optional<Rejection> creditRefusal(Money money) {
        if (!balance(money.currency()).credited(money).total().fits()) {
            return Optional.of(Rejection.BALANCE_TOO_LARGE);
        }
        return balances.size() >= MAX_CURRENCIES && !balances.containsKey(money.currency())
                ? Optional.of(Rejection.TOO_MANY_CURRENCIES)
                : Optional.empty();
    }

    public boolean isEmpty() {
        return balances.values().stream().allMatch(Balance::isZero);
    }

    /** Deciding for one wallet with the state of another would move other people's money. */
    void requireId(WalletId named) {
        if (!id.equals(named)) {
            throw new IllegalArgumentException("this is the wallet " + id + ", not " + named);
        }
    }

    Wallet with(Balance balance) {
        SortedMap<Currency, Balance> changed = new TreeMap<>(balances);
        changed.put(balance.currency(), balance);
        return new Wallet(id, status, owner, sequence, lastFactAt, changed);
    }

    Wallet with(Status changed) {
        return new Wallet(id, changed, owner, sequence, lastFactAt, balances);
    }

    Wallet with(Optional<String> changed) {
        return new Wallet(id, status, changed, sequence, lastFactAt, balances);
    }

    Wallet at(FactHead head) {
        return new Wallet(id, status, owner, head.sequence(), head.at(), balances);
    }
}
