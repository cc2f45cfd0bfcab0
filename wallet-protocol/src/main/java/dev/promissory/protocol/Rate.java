package dev.promissory.protocol;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * A price that somebody outside named. It is no fact: it can be late, wrong or a lie, so whoever uses it says whose it is
 * and how old.
 *
 * @param value one {@code base} is worth this much {@code quote}; more than zero, with the digits it was written with
 * @param source who named it, 1 to 256 characters
 * @param at the time it is of, to the millisecond; not the time it was heard
 */
public record Rate(CurrencyPair pair, BigDecimal value, String source, Instant at) {

    /** The most digits a rate may have, before and after the decimal point together. */
    public static final int MAX_DIGITS = 38;

    public static final int MAX_SOURCE_LENGTH = 256;

    /** The most pairs that are kept in memory, by whoever keeps rates: a source could make up pairs without end. */
    public static final int MAX_PAIRS = 10_000;

    /** How far the clocks of those who name rates and those who use them may be apart. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException when value or source are not as described */
    public Rate {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("a rate is more than zero");
        }
        if (digits(value) > MAX_DIGITS) {
            throw new IllegalArgumentException("a rate has at most " + MAX_DIGITS + " digits");
        }
        if (source.isBlank() || source.length() > MAX_SOURCE_LENGTH) {
            throw new IllegalArgumentException("a source has 1 to " + MAX_SOURCE_LENGTH + " characters");
        }
        value = value.scale() < 0 ? value.setScale(0) : value;
        at = Instant.ofEpochMilli(at.toEpochMilli());
    }

    /** How many digits the number has when it is written out, those after the decimal point included. */
    public static long digits(BigDecimal number) {
        return number.scale() < 0
                ? (long) number.precision() - number.scale()
                : Math.max(number.precision(), number.scale());
    }

    /** Whether a person may name a source so: as described, and in one line. */
    public static boolean isSource(String name) {
        return !name.isBlank()
                && name.length() <= MAX_SOURCE_LENGTH
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** Whether its time lies further ahead than clocks differ: then it is of no use, whatever it says. */
    public boolean isFromTheFuture(Instant now) {
        return at.isAfter(now.plus(CLOCK_TOLERANCE));
    }

    /** The value as records and answers show it: {@code 61234.50}, never an exponent. */
    public String plain() {
        return value.toPlainString();
    }

    @Override
    public String toString() {
        return pair + " " + plain() + " of " + Json.time(at) + " from " + source;
    }
}
