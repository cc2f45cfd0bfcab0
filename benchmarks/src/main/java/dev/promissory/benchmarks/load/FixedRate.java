package dev.promissory.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/**
 * Requests that are due one after the other at a fixed interval, whether or not earlier ones have been answered. Each
 * latency counts from when the request was due, so a stall is not hidden by the requests that it held up.
 */
public final class FixedRate implements Load {

    /** So that a system that cannot keep up does not prolong the run without end. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofSeconds(30);

    /** So many are sent and not answered at a time. What is due meanwhile is sent late, and its latency says so. */
    public static final int MOST_UNANSWERED = 1_024;

    private final int rate;
    private final int mostUnanswered;
    private final BooleanSupplier endEarly;

    /**
     * @param rate requests a second
     * @throws IllegalArgumentException when that is none
     */
    public FixedRate(int rate, BooleanSupplier endEarly) {
        this(rate, MOST_UNANSWERED, endEarly);
    }

    FixedRate(int rate, int mostUnanswered, BooleanSupplier endEarly) {
        if (rate < 1) {
            throw new IllegalArgumentException("a rate is at least 1/s: " + rate);
        }
        this.rate = rate;
        this.mostUnanswered = mostUnanswered;
        this.endEarly = endEarly;
    }

    @Override
    public void run(Requests requests, Duration duration, Recorder recorder) {
        try (ExecutorService threads = Clients.atMost(mostUnanswered)) {
            // Executed and not submitted: an exception, which only a fault of ours can be, is to be seen.
            Pace.keep(
                    rate,
                    duration,
                    endEarly,
                    (number, due) -> threads.execute(() -> recorder.record(
                            due, isGivenUp(due) ? Map.of(Ending.NOT_SENT, 1L) : requests.send(number))));
        }
    }

    private static boolean isGivenUp(long due) {
        return System.nanoTime() - due > GIVEN_UP_AFTER.toNanos();
    }
}
