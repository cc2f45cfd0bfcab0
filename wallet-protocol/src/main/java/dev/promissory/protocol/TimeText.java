package dev.promissory.protocol;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times as text. Nearly all are in the form that {@link Json#time} writes, {@code 2026-11-23T08:00:00.000Z}; what is
 * in another one is left to the JDK's reader, which takes ten times as long.
 */
final class TimeText {

    private static final String FORM = "0000-00-00T00:00:00.000Z";

    private TimeText() {}

    /**
     * To the millisecond.
     *
     * @throws java.time.DateTimeException when the text is no time
     * @throws ArithmeticException when it is one that no record can have
     */
    static Instant read(String text) {
        if (!isInForm(text)) {
            return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            // Midnight may be called 24:00, and a minute may have a leap second.
            return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        long seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
        return Instant.ofEpochMilli(seconds * 1000 + number(text, 20, 23));
    }

    private static boolean isInForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            if (FORM.charAt(i) == '0' ? c < '0' || c > '9' : c != FORM.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
