package dev.promissory.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Moments at a fixed interval, whatever has come of what was due at the earlier ones. */
public final class Pace {

    /** What is to be done at each. */
    public interface Step {

        /** @param dueNanos when it was due, in {@link System#nanoTime}'s terms; it may be late, never early */
        void take(long number, long dueNanos);
    }

    private Pace() {}

    /**
     * @param rate steps a second
     * @param endEarly no more steps from then on
     */
    public static void keep(int rate, Duration duration, BooleanSupplier endEarly, Step step) {
        long count = duration.toMillis() * rate / 1_000;
        long second = TimeUnit.SECONDS.toNanos(1);
        long begin = System.nanoTime();
        for (long number = 0; number < count && !endEarly.getAsBoolean(); number++) {
            // Whole seconds apart, because the nanoseconds of one divide by few rates without a rest.
            long due = begin + number / rate * second + number % rate * second / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            step.take(number, due);
        }
    }
}
