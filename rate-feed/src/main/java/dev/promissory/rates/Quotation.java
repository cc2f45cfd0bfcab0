package dev.promissory.rates;

import dev.promissory.protocol.Rate;
import java.util.Optional;

/** What a source says of one pair. */
sealed interface Quotation {

    /** Where in the answer or the file it stands, for people. */
    String where();

    /** A well-formed rate; whether it can be believed is for the {@link Sieve} to say. */
    record Readable(String where, Rate rate) implements Quotation {}

    /**
     * Not to be published.
     *
     * @param detail says why; it repeats nothing of what a stranger wrote but well-formed codes and numbers
     * @param rate when it was well-formed
     */
    record Refused(String where, Refusal why, String detail, Optional<Rate> rate) implements Quotation {

        static Refused unreadable(String where, Refusal why, String detail) {
            return new Refused(where, why, detail, Optional.empty());
        }

        static Refused of(Readable said, Refusal why, String detail) {
            return new Refused(said.where(), why, said.rate().pair() + " " + detail, Optional.of(said.rate()));
        }

        @Override
        public String toString() {
            return where + ": " + detail + " (" + why.label() + ")";
        }
    }
}
