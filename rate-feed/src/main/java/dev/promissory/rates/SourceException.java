package dev.promissory.rates;

import java.util.Locale;

/** The source did not give an answer that can be read. The message says so in one line, without secrets of the URL. */
final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 500;

    /** What it did instead. */
    enum Fault {
        /** Nobody listens, or the connection broke. */
        UNREACHABLE,
        /** It did not answer in full within the time-out. */
        TOO_SLOW,
        /** It answered with another status than 200. */
        BAD_STATUS,
        /** The answer is longer than any list of rates. */
        TOO_LONG,
        /** The answer is in none of the forms that are read here. */
        UNREADABLE,
        /** It failed too often and is left in peace for a while. */
        NOT_ASKED;

        /** In logs, health and metrics: {@code too-slow}. */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Fault fault;
    private final boolean worthRetrying;

    SourceException(Fault fault, String message) {
        this(fault, message, true);
    }

    /** @param worthRetrying whether the next attempt may end otherwise */
    SourceException(Fault fault, String message, boolean worthRetrying) {
        super(inOneLine(message));
        this.fault = fault;
        this.worthRetrying = worthRetrying;
    }

    /** What a stranger wrote may be part of it: nothing of that may end a line, or steer the terminal it is shown on. */
    private static String inOneLine(String message) {
        String start = message.substring(0, Math.min(message.length(), MAX_LENGTH));
        return start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    Fault fault() {
        return fault;
    }

    boolean worthRetrying() {
        return worthRetrying;
    }
}
