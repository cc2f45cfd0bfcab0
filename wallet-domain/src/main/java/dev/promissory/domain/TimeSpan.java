package dev.promissory.domain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An ISO-8601 duration, {@code PT30S} or {@code P1Y} or {@code P1DT12H}. Years, months and days go by the calendar in
 * UTC.
 */
public record TimeSpan(Period period, Duration duration) {

    public static TimeSpan of(Duration duration) {
        return new TimeSpan(Period.ZERO, duration);
    }

    public static TimeSpan of(Period period) {
        return new TimeSpan(period, Duration.ZERO);
    }

    /** Empty when the text is no such duration. */
    public static Optional<TimeSpan> parse(String text) {
        int time = text.indexOf('T');
        try {
            if (time < 0) {
                return Optional.of(of(Period.parse(text)));
            }
            Duration duration = Duration.parse("P" + text.substring(time));
            return Optional.of(
                    time == 1 && text.charAt(0) == 'P'
                            ? of(duration)
                            : new TimeSpan(Period.parse(text.substring(0, time)), duration));
        } catch (DateTimeException | ArithmeticException e) {
            // Neither says more than that the text is no duration, or one that no clock can count.
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
