package dev.promissory.protocol;

import dev.promissory.domain.Currency;

/** What a price is about: how much {@code quote} one {@code base} is worth. */
public record CurrencyPair(Currency base, Currency quote) {

    /** @throws IllegalArgumentException when both are the same: that price is 1, and nobody need say so */
    public CurrencyPair {
        if (base.equals(quote)) {
            throw new IllegalArgumentException("base and quote are the same: " + base);
        }
    }

    /** @throws IllegalArgumentException when a code is ill-formed, or both are the same */
    public static CurrencyPair of(String base, String quote) {
        return new CurrencyPair(new Currency(base), new Currency(quote));
    }

    /** {@code BTC/EUR}, the key of its records on wallet.rates. */
    @Override
    public String toString() {
        return base + "/" + quote;
    }
}
