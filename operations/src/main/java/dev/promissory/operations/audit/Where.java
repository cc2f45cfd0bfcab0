package dev.promissory.operations.audit;

import java.util.Locale;

/** On whose side something was found that does not agree. */
public enum Where {
    /** A record of wallet.facts is not what a steward writes. */
    FACTS,
    /** What a steward keeps is not what the facts make. */
    STEWARDS,
    /** What a view keeps is not what the facts make. */
    VIEWS,
    /** A remembered answer speaks of facts that are not there. */
    OUTCOMES,
    /** Money is in no wallet and not in flight, or there is more than came in. */
    CONSERVATION,
    /** A promise has not ended in time, or what all tell of it cannot be of one promise. */
    PROMISES;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
