package dev.promissory.domain;

import java.time.Duration;
import java.time.Instant;

/** The timers that have not rung yet. */
public interface TimerShelf {

    void set(Timer timer, Instant due);

    /**
     * As {@link #set}, when it rang too early.
     *
     * @param early by how much, as the broker's clock says, which decides
     */
    default void setAgain(Timer timer, Instant due, Duration early) {
        set(timer, due);
    }

    /** It may be gone already. */
    void clear(Timer timer, Instant due);
}
