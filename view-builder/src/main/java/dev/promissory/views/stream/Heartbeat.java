package dev.promissory.views.stream;

import java.time.Duration;

/**
 * When a silent stream gives a sign of life: soon at first and after each fact, then after twice as long each time. Only
 * a write that fails tells that the client has gone, and the network takes the first one after that as if nothing were:
 * beats that began late would leave the places of short visits taken for long. Times are those of
 * {@link System#nanoTime()}. For one thread.
 */
final class Heartbeat {

    private final Duration first;
    private final Duration longest;
    private Duration pause;
    private long lastNanos;

    Heartbeat(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.pause = first;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - lastNanos >= pause.toNanos();
    }

    /** Something else was written. */
    void silenceBegins(long nowNanos) {
        lastNanos = nowNanos;
        pause = first;
    }

    void beaten(long nowNanos) {
        lastNanos = nowNanos;
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(longest) < 0 ? twice : longest;
    }
}
