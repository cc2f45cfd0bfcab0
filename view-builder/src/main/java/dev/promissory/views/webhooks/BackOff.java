package dev.promissory.views.webhooks;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait before the next attempt: twice as long each time, half as much more or less at random, so that many
 * who were refused together do not come back together.
 *
 * <p>Only the intervals are Resilience4j's: {@link Courier} has the loop, because each attempt tells the receiver its
 * number, and a worker that is closed must end in the middle of a wait.
 */
record BackOff(IntervalFunction intervals) {

    static final Duration SHORTEST = Duration.ofMillis(10);
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final double FACTOR = 2;
    private static final double RANDOM_PART = 0.5;

    /** With half as much more it is the longest: a cap on the wait itself would end half of all long waits together. */
    private static final long LONGEST_MIDDLE_MS = (long) (LONGEST.toMillis() / (1 + RANDOM_PART));

    static BackOff from(Duration firstWait) {
        IntervalFunction growing = IntervalFunction.ofExponentialBackoff(firstWait, FACTOR, LONGEST);
        return new BackOff(attempt -> IntervalFunction.ofRandomized(
                        Math.min(growing.apply(attempt), LONGEST_MIDDLE_MS), RANDOM_PART)
                .apply(1));
    }

    /**
     * @param attempt that failed, from 1
     * @param asked what the endpoint asked for: honoured, up to the longest wait, and up to half a minute more at
     *     random, since it asks many for the same
     */
    Duration after(int attempt, Optional<Duration> asked) {
        Duration own = Duration.ofMillis(intervals.apply(attempt));
        return asked.map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
                .map(wait -> wait.plus(own.dividedBy(2)))
                .filter(wait -> wait.compareTo(own) > 0)
                .orElse(own);
    }
}
