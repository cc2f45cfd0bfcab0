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

    static BackOff from(Duration firstWait) {
        return new BackOff(IntervalFunction.ofExponentialRandomBackoff(firstWait, FACTOR, RANDOM_PART, LONGEST));
    }

    /**
     * @param attempt that failed, from 1
     * @param asked what the endpoint asked for: honoured, up to the longest wait
     */
    Duration after(int attempt, Optional<Duration> asked) {
        Duration own = Duration.ofMillis(intervals.apply(attempt));
        return asked.filter(wait -> wait.compareTo(own) > 0)
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
                .orElse(own);
    }
}
