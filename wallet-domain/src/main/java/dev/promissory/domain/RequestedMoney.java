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
        return currencyRefusal()
                .or(() -> amount.signum() <= 0 ? Optional.of(Rejection.AMOUNT_NOT_POSITIVE) : Optional.empty())
                .or(this::digitsRefusal);
    }

    /** As {@link #refusal}, of an amount that is a limit: it may be zero. */
    Optional<Rejection> limitRefusal() {
        return currencyRefusal()
                .or(() -> amount.signum() < 0 ? Optional.of(Rejection.LIMIT_NEGATIVE) : Optional.empty())
                .or(this::digitsRefusal);
    }

    private Optional<Rejection> currencyRefusal() {
        return Currency.isValid(currency) ? Optional.empty() : Optional.of(Rejection.INVALID_CURRENCY);
    }

    /** Whether it is refused for the digits that it is written with: with fewer zeros at its end it might not be. */
    public boolean hasTooManyDigits() {
        return Currency.isValid(currency) && digitsRefusal().isPresent();
    }

    private Optional<Rejection> digitsRefusal() {
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
