package dev.promissory.views;

import dev.promissory.kit.ProblemException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Waits, for a while, until the view has seen what a caller has seen. It looks at the row again and again, ever more
 * seldom: many wait while the view is behind, and their looks must not hold it up.
 */
record Patience(Duration longest) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    /** The pause is this share of what was waited already, so that nobody waits much longer than needed. */
    private static final int SHARE = 10;

    /**
     * What there is once it has reached the sequence.
     *
     * @param minSequence empty to take what there is
     * @param tooLong thrown when that takes too long
     */
    <S> S see(
            Supplier<S> look,
            ToLongFunction<S> sequence,
            OptionalLong minSequence,
            Supplier<ProblemException> tooLong) {
        long started = System.nanoTime();
        S seen = look.get();
        while (minSequence.isPresent() && sequence.applyAsLong(seen) < minSequence.getAsLong()) {
            Duration waited = Duration.ofNanos(System.nanoTime() - started);
            if (waited.compareTo(longest) >= 0) {
                throw tooLong.get();
            }
            LockSupport.parkNanos(pause(waited).toNanos());
            seen = look.get();
        }
        return seen;
    }

    /** Until the next look. */
    static Duration pause(Duration waited) {
        return Duration.ofNanos(Math.clamp(waited.toNanos() / SHARE, FIRST_PAUSE.toNanos(), LONGEST_PAUSE.toNanos()));
    }
}
