package dev.promissory.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;

/** Collects what many threads measure. */
final class Recorder {

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final ConcurrentHistogram latencies = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final AtomicLong failed = new AtomicLong();
    private final long begin = System.nanoTime();

    void record(long sinceNanos, boolean good) {
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sinceNanos);
        latencies.recordValue(Math.min(micros, HIGHEST_MICROS));
        if (!good) {
            failed.incrementAndGet();
        }
    }

    Result result() {
        return new Result(latencies, failed.get(), Duration.ofNanos(System.nanoTime() - begin));
    }
}
