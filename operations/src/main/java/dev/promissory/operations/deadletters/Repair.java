package dev.promissory.operations.deadletters;

import dev.promissory.operations.log.Place;

/** What came of the wish to do something about a letter. */
public sealed interface Repair {

    /** The offset of the letter. */
    long letter();

    /** It has been written where it belongs, and the letter is resolved. */
    record Replayed(long letter, Place to) implements Repair {
        @Override
        public String toString() {
            return "letter " + letter + " was replayed to " + to;
        }
    }

    /** It counts no more. */
    record Discarded(long letter) implements Repair {
        @Override
        public String toString() {
            return "letter " + letter + " was discarded";
        }
    }

    /** Nothing was done about it. */
    record Refused(long letter, String reason) implements Repair {
        @Override
        public String toString() {
            return "letter " + letter + " stays as it is: " + reason;
        }
    }
}
