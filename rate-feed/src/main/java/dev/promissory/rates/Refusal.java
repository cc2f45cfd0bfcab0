package dev.promissory.rates;

import java.util.Locale;

/** Why a rate is not published. */
enum Refusal {
    /** A field is missing, is of another type, or is no currency, decimal or time. */
    ILL_FORMED,
    /** It is no object at all. */
    UNKNOWN_SHAPE,
    /** A currency in itself is worth 1, and nobody need say so. */
    SAME_CURRENCY,
    NOT_POSITIVE,
    /** It has more digits than any price. */
    TOO_LONG,
    /** Its time lies further ahead than clocks differ. */
    FROM_THE_FUTURE,
    /** It is older than what is published already. */
    OUTDATED,
    /** The same answer says two things of one pair. */
    CONTRADICTORY,
    /** The answer names more rates than are read, or its pair would be one more than are kept. */
    TOO_MANY,
    /** It is further from the published rate than prices move: somebody must look. */
    HELD_BACK;

    /** In logs, health and metrics: {@code not-positive}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
