package dev.promissory.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An ISO-8601 duration, {@code PT30S} or {@code P1Y} or {@code P1DT12H}, to the millisecond, as all times of records are.
 * Years, months and days go by the calendar in UTC.
 */
public record TimeSpan(Period period, Duration duration) {

    /** Stricter than the JDK, which also takes signs and small letters: {@code -P1DT48H} would be a day, not minus three. */
    private static final Pattern SHAPE = Pattern.compile("P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?"
            + "(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]{1,3})?S)?)?");

    public static TimeSpan of(Duration duration) {
        return new TimeSpan(Period.ZERO, duration);
    }

    public static TimeSpan of(Period period) {
        return new TimeSpan(period, Duration.ZERO);
    }

    /** Empty when the text is no such duration. */
    public static Optional<TimeSpan> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        int time = text.indexOf('T');
        try {
            if (time < 0) {
                return Optional.of(of(Period.parse(text)));
            }
            Duration duration = Duration.parse("P" + text.substring(time));
            return Optional.of(
                    time == 1 ? of(duration) : new TimeSpan(Period.parse(text.substring(0, time)), duration));
        } catch (DateTimeException | ArithmeticException e) {
            // Neither says more than that no clock can count so far.
            return Optional.empty();
        }
    }

    /** The moment this long after another; empty when it is not later, or later than this other span allows. */
    Optional<Instant> after(Instant start, TimeSpan longest) {
        try {
            Instant end = plus(start);
            return end.isAfter(start) && !end.isAfter(longest.plus(start)) ? Optional.of(end) : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            // Beyond all calendars, so beyond every limit.
            return Optional.empty();
        }
    }

    private Instant plus(Instant start) {
        return start.atOffset(ZoneOffset.UTC).plus(period).plus(duration).toInstant();
    }

    /** One text for each span, in ISO-8601: equal spans that were written differently are written alike. */
    @Override
    public String toString() {
        if (duration.isZero()) {
            return period.toString();
        }
        return period.isZero()
                ? duration.toString()
                : period + duration.toString().substring(1);
    }
}
