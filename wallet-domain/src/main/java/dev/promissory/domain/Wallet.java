package dev.promissory.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A wallet as its facts have made it. {@link Evolution} is the only thing that changes it.
 *
 * @param sequence of the newest fact; 0 before the first
 * @param lastFactAt the newest fact's time; the epoch before the first
 * @param balances by currency; a currency that never was here is absent
 * @param overdraftLimits by currency, those above zero
 * @param metadata what was last noted about the wallet itself
 */
public record Wallet(
        WalletId id,
        Status status,
        Optional<String> owner,
        long sequence,
        Instant lastFactAt,
        SortedMap<Currency, Balance> balances,
        SortedMap<Currency, Money> overdraftLimits,
        SortedMap<String, String> metadata) {

    /** The most currencies a wallet may hold. Its state is one record, and a record has a largest size. */
    public static final int MAX_CURRENCIES = 1_000;

    public enum Status {
        /** Nobody has opened it: as far as anybody can tell it does not exist. */
        UNOPENED,
        OPEN,
        FROZEN,
        CLOSED,
        /** No wallet but a journal: it coordinates one promise between wallets and never has money. */
        JOURNAL
    }

    public Wallet {
        balances = Collections.unmodifiableSortedMap(balances);
        overdraftLimits = Collections.unmodifiableSortedMap(overdraftLimits);
        metadata = Collections.unmodifiableSortedMap(metadata);
    }

    /** The wallet before its first fact. */
    public static Wallet unopened(WalletId id) {
        return new Wallet(
                id,
                Status.UNOPENED,
                Optional.empty(),
                0,
                Instant.EPOCH,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    public Balance balance(Currency currency) {
        Balance balance = balances.get(currency);
        return balance == null ? Balance.zero(currency) : balance;
    }

    /** What keeps this money from being added to the wallet, whatever its status; empty when nothing does. */
    Optional<Rejection> creditRefusal(Money money) {
        return balance(money.currency()).credited(money).total().fits()
                ? currencyRefusal(money.currency())
                : Optional.of(Rejection.BALANCE_TOO_LARGE);
    }

    /**
     * The first, in order of precedence, of what keeps all this from being added.
     *
     * @param sums one for each currency
     */
    Optional<Rejection> creditRefusal(List<Money> sums) {
        List<Rejection> refusals = new ArrayList<>();
        Wallet filled = this;
        for (Money sum : sums) {
            filled.creditRefusal(sum).ifPresent(refusals::add);
            filled = filled.with(filled.balance(sum.currency()).credited(sum));
        }
        return refusals.stream().min(Comparator.naturalOrder());
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

    /** How far below zero what is available may go. */
    public Money overdraftLimit(Currency currency) {
        Money limit = overdraftLimits.get(currency);
        return limit == null ? Money.zero(currency) : limit;
    }

    /** What keeps this money from being spent or set aside, whatever the wallet's status; empty when nothing does. */
    Optional<Rejection> debitRefusal(Money money) {
        Balance before = balance(money.currency());
        if (!before.covers(money, overdraftLimit(money.currency()))) {
            return Optional.of(Rejection.INSUFFICIENT_FUNDS);
        }
        return lengthRefusal(money).or(() -> currencyRefusal(money.currency()));
    }

    /**
     * The first, in order of precedence, of what keeps all this from being spent.
     *
     * @param sums one for each currency
     */
    Optional<Rejection> debitRefusal(List<Money> sums) {
        List<Rejection> refusals = new ArrayList<>();
        Wallet emptied = this;
        for (Money sum : sums) {
            emptied.debitRefusal(sum).ifPresent(refusals::add);
            emptied = emptied.with(emptied.balance(sum.currency()).debited(sum));
        }
        return refusals.stream().min(Comparator.naturalOrder());
    }

    /**
     * Less money can have more digits: 10 less 0.01 is 9.99. A balance that a return has made too long may stay so.
     */
    Optional<Rejection> lengthRefusal(Money debit) {
        Money before = balance(debit.currency()).total();
        Money after = before.minus(debit);
        return after.fits() || after.digits() <= before.digits()
                ? Optional.empty()
                : Optional.of(Rejection.BALANCE_TOO_LARGE);
    }

    /** Also what is spent on credit adds a currency. */
    private Optional<Rejection> currencyRefusal(Currency currency) {
        return balances.size() >= MAX_CURRENCIES && !balances.containsKey(currency)
                ? Optional.of(Rejection.TOO_MANY_CURRENCIES)
                : Optional.empty();
    }

    Wallet with(Balance balance) {
        SortedMap<Currency, Balance> changed = new TreeMap<>(balances);
        changed.put(balance.currency(), balance);
        return new Wallet(id, status, owner, sequence, lastFactAt, changed, overdraftLimits, metadata);
    }

    Wallet withOverdraftLimit(Money limit) {
        SortedMap<Currency, Money> changed = new TreeMap<>(overdraftLimits);
        if (limit.isZero()) {
            changed.remove(limit.currency());
        } else {
            changed.put(limit.currency(), limit);
        }
        return new Wallet(id, status, owner, sequence, lastFactAt, balances, changed, metadata);
    }

    Wallet with(Status changed) {
        return new Wallet(id, changed, owner, sequence, lastFactAt, balances, overdraftLimits, metadata);
    }

    Wallet describedBy(Optional<String> newOwner, SortedMap<String, String> newMetadata) {
        return new Wallet(
                id,
                status,
                newOwner.or(() -> owner),
                sequence,
                lastFactAt,
                balances,
                overdraftLimits,
                newMetadata.isEmpty() ? metadata : newMetadata);
    }

    Wallet at(FactHead head) {
        return new Wallet(id, status, owner, head.sequence(), head.at(), balances, overdraftLimits, metadata);
    }
}
