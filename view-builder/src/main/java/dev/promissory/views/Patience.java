package dev.promissory.views;

import dev.promissory.kit.ProblemException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Waits, for a while, until the view has seen what a caller has seen. */
record Patience(Duration longest) {

    /** How often a row is looked at while somebody waits for it. */
    private static final long LOOK_AGAIN_NANOS = 5_000_000;

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
            if (System.nanoTime() - started >= longest.toNanos()) {
                throw tooLong.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            seen = look.get();
        }
        return seen;
    }
}
