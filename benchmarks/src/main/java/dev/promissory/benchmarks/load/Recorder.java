package dev.promissory.benchmarks.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Collects what many threads measure. */
public final class Recorder {

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final ConcurrentHistogram latencies = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final Map<Ending, LongAdder> endings = new EnumMap<>(Ending.class);
    private final long begin = System.nanoTime();
    private final LongAccumulator lastEnded = new LongAccumulator(Math::max, begin);

    public Recorder() {
        for (Ending ending : Ending.values()) {
            endings.put(ending, new LongAdder());
        }
    }

    /**
     * A request has ended just now.
     *
     * @param sinceNanos when it was due, in {@link System#nanoTime}'s terms
     * @param ended how many of its commands ended how
     */
    public void record(long sinceNanos, Map<Ending, Long> ended) {
        record(sinceNanos, System.nanoTime(), ended);
    }

    void record(long sinceNanos, long nowNanos, Map<Ending, Long> ended) {
        lastEnded.accumulate(nowNanos);
        ended.forEach((ending, count) -> endings.get(ending).add(count));
        if (ended.keySet().stream().anyMatch(Ending::isWaitedFor)) {
            latencies.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nowNanos - sinceNanos), 0, HIGHEST_MICROS));
        }
    }

    /** How many have ended so far, however they did. */
    public long ended() {
        return endings.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Until the last of them has ended. */
    public Result result() {
        Map<Ending, Long> counts = new EnumMap<>(Ending.class);
        endings.forEach((ending, count) -> counts.put(ending, count.sum()));
        return new Result(latencies, counts, Duration.ofNanos(lastEnded.get() - begin));
    }
}
