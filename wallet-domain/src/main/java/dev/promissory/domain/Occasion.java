package dev.promissory.domain;

import java.math.BigDecimal;

/** What a movement of money belongs to, beside the command that caused it. Its facts say so. */
public sealed interface Occasion {

    /** Nothing but its command. */
    record None() implements Occasion {}

    /** A hold that was captured. */
    record Capture(HoldId holdId) implements Occasion {}

    /** A transfer that had been scheduled. */
    record Schedule(ScheduleId scheduleId) implements Occasion {}

    /** An exchange, at this rate: one of what is sold is worth so much of what is bought. */
    record Exchange(BigDecimal rate) implements Occasion {}

    /** Money sent back. */
    record Reversal(Reversed reversed) implements Occasion {}

    Occasion NONE = new None();
}
