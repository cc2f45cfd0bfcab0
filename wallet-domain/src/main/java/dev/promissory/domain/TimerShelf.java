package dev.promissory.domain;

import java.time.Instant;

/** The timers that have not rung yet. */
public interface TimerShelf {

    void set(Timer timer, Instant due);

    /** It may be gone already. */
    void clear(Timer timer, Instant due);
}
