package dev.promissory.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Requests that are due one after the other at a fixed interval, whether or not earlier ones have been answered. Each
 * latency counts from when the request was due, so a stall is not hidden by the requests that it held up.
 */
public final class FixedRate implements Load {

    /** So that a system that cannot keep up does not prolong the run without end. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

    private final int rate;
    private final BooleanSupplier endEarly;

    /** @param rate requests a second */
    public FixedRate(int rate, BooleanSupplier endEarly) {
        this.rate = rate;
        this.endEarly = endEarly;
    }

    @Override
    public void run(Requests requests, Duration duration, Recorder recorder) {
        long count = duration.toMillis() * rate / 1_000;
        long second = TimeUnit.SECONDS.toNanos(1);
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long request = 0; request < count && !endEarly.getAsBoolean(); request++) {
                // Whole seconds apart, because the nanoseconds of one divide by few rates without a rest.
                long due = begin + request / rate * second + request % rate * second / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long number = request;
                // Executed and not submitted: an exception, which only a fault of ours can be, is to be seen.
                threads.execute(() ->
                        recorder.record(due, isGivenUp(due) ? Map.of(Ending.NOT_SENT, 1L) : requests.send(number)));
            }
        }
    }

    private boolean isGivenUp(long due) {
        return System.nanoTime() - due > GIVEN_UP_AFTER.toNanos();
    }

    @Override
    public String described() {
        return "at " + rate + "/s";
    }
}
