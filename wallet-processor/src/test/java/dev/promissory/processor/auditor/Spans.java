package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/** Spans of time, and the timers that tell when one is over. */
final class Spans {

    private Spans() {}

    /** Empty when the span is not longer than nothing, or longer than a year. */
    static Optional<Instant> end(String span, Instant start) {
        Instant end = span.startsWith("PT")
                ? start.plus(Duration.parse(span))
                : start.atOffset(ZoneOffset.UTC).plus(Period.parse(span)).toInstant();
        return end.isAfter(start) && !end.isAfter(inAYear(start)) ? Optional.of(end) : Optional.empty();
    }

    static Instant inAYear(Instant start) {
        return start.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
    }

    /** The caller adds what it is for. */
    static ObjectNode alarm(String type, String walletId) {
        return Wire.JSON.createObjectNode().put("v", 1).put("type", type).put("walletId", walletId);
    }
}
