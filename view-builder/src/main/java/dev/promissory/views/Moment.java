package dev.promissory.views;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A moment of a wallet's past: its facts up to and with it are what counts. */
sealed interface Moment {

    /** After every fact whose own time is not later. */
    record Time(Instant at) implements Moment {
        @Override
        public String toString() {
            return at.toString();
        }
    }

    /** Right after the fact of this sequence. */
    record Sequence(long number) implements Moment {
        @Override
        public String toString() {
            return "sequence " + number;
        }
    }

    /** Digits are a sequence; anything else must be a time, see {@link #time}. */
    static Optional<Moment> parse(String text) {
        OptionalLong sequence = Parameters.wholeNumber(text);
        return sequence.isPresent()
                ? Optional.of(new Sequence(sequence.getAsLong()))
                : time(text).map(Time::new);
    }

    /** ISO 8601 with an offset; empty for anything else, and for a time that no fact can have. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(FactJudge::isShowable);
        } catch (DateTimeException e) {
            // Whoever asked says what it must look like.
            return Optional.empty();
        }
    }
}
