package dev.promissory.rates;

import java.util.Locale;

/** The source did not give an answer that can be read. The message says so in one line, without secrets of the URL. */
final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

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
        super(message);
        this.fault = fault;
        this.worthRetrying = worthRetrying;
    }

    Fault fault() {
        return fault;
    }

    boolean worthRetrying() {
        return worthRetrying;
    }
}
