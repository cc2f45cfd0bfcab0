package dev.promissory.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Money as a command asks for it: a decimal and a code that nobody has judged yet. {@link #refusal} says what is wrong
 * with it; only when nothing is, {@link #money} turns it into {@link Money}.
 */
public record RequestedMoney(BigDecimal amount, String currency) {

    public static RequestedMoney of(String amount, String currency) {
        return new RequestedMoney(new BigDecimal(amount), currency);
    }

    /** The first rule, in order of precedence, that this amount breaks; empty when it is good. */
    public Optional<Rejection> refusal() {
        if (!Currency.isValid(currency)) {
            return Optional.of(Rejection.INVALID_CURRENCY);
        }
        if (amount.signum() <= 0) {
            return Optional.of(Rejection.AMOUNT_NOT_POSITIVE);
        }
        Currency known = new Currency(currency);
        if (amount.scale() > known.maxFractionDigits()) {
            return Optional.of(Rejection.TOO_MANY_FRACTION_DIGITS);
        }
        // Counted without expanding the number: 1E999999999 is a short text and a very long decimal.
        long integerDigits = Math.max(0, (long) amount.precision() - amount.scale());
        int fractionDigits = known.hasFixedFraction() ? known.maxFractionDigits() : Math.max(0, amount.scale());
        return integerDigits + fractionDigits > Money.MAX_DIGITS
                ? Optional.of(Rejection.AMOUNT_TOO_LARGE)
                : Optional.empty();
    }

    /** @throws RuntimeException when {@link #refusal} is not empty */
    public Money money() {
        return new Money(new Currency(currency), amount);
    }
}
