package dev.promissory.domain;

import java.math.BigDecimal;
import java.util.OptionalInt;

/**
 * An exact decimal amount of one currency, in that currency's own form: ISO currencies have their fixed number of
 * fraction digits ({@code 12.50 EUR}), all others no trailing zeros ({@code 1.5 BTC}). So two equal amounts are always
 * equal objects. Nothing here rounds, and nothing here is binary floating point.
 */
public record Money(Currency currency, BigDecimal amount) {

    /** The most digits an amount or a balance may have, before and after the decimal point together. */
    public static final int MAX_DIGITS = 38;

    /** Beyond any sum of amounts; 1E999999999 is a short text, and must not be written out as a very long number. */
    private static final int MAX_INTEGER_DIGITS = 2 * MAX_DIGITS;

    /** @throws ArithmeticException when the amount has more fraction digits than its currency, or is absurdly large */
    public Money {
        if (amount.signum() != 0 && (long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS) {
            throw new ArithmeticException("no sum of money has more than " + MAX_INTEGER_DIGITS + " digits");
        }
        OptionalInt fixed = IsoCurrencies.fractionDigits(currency.code());
        int fractionDigits = fixed.isPresent()
                ? fixed.getAsInt()
                : Math.max(0, amount.stripTrailingZeros().scale());
        if (fractionDigits > Currency.MAX_FRACTION_DIGITS) {
            throw new ArithmeticException(currency + " has at most " + Currency.MAX_FRACTION_DIGITS + " digits");
        }
        if (amount.scale() != fractionDigits) {
            amount = amount.setScale(fractionDigits);
        }
    }

    /** @throws ArithmeticException as the constructor; NumberFormatException when the text is no decimal number */
    public static Money of(String amount, String currency) {
        return new Money(new Currency(currency), new BigDecimal(amount));
    }

    public static Money zero(Currency currency) {
        return new Money(currency, BigDecimal.ZERO);
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        return new Money(same(other), amount.add(other.amount));
    }

    /** @throws IllegalArgumentException when the currencies differ */
    public Money minus(Money other) {
        return new Money(same(other), amount.subtract(other.amount));
    }

    public Money negated() {
        return new Money(currency, amount.negate());
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    /**
     * Whether the amount keeps to {@link #MAX_DIGITS}; a balance that would not is refused. A return can lead to
     * one all the same, since it is never refused, and so can promises that were accepted side by side, each of which
     * would have fitted alone.
     */
    public boolean fits() {
        return digits() <= MAX_DIGITS;
    }

    /** The digits from the first that is not zero, before and after the decimal point together. */
    int digits() {
        return amount.precision();
    }

    /** The amount as facts and answers show it: {@code 12.50}, never an exponent. */
    public String plain() {
        return amount.toPlainString();
    }

    @Override
    public String toString() {
        return plain() + " " + currency;
    }

    private Currency same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot join " + currency + " and " + other.currency);
        }
        return currency;
    }
}
