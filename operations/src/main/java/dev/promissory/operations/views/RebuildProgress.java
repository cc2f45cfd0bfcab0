package dev.promissory.operations.views;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a generation of the views is, as seen since somebody has been looking.
 *
 * @param facts folded so far
 * @param factsWhenFirstSeen how many of them were folded before
 * @param done offsets of all its topics that are behind it
 * @param doneWhenFirstSeen how many of them were before
 * @param total offsets that there are
 */
public record RebuildProgress(
        int generation,
        long facts,
        long factsWhenFirstSeen,
        long done,
        long doneWhenFirstSeen,
        long total,
        Duration watched) {

    public long factsPerSecond() {
        return perSecond(facts - factsWhenFirstSeen);
    }

    /** Of the way, rounded down: 100 only at the end. */
    public int percent() {
        return total == 0 ? 100 : (int) (Math.min(done, total) * 100 / total);
    }

    /** {@code generation 1: 45,120 facts, 61 %, 10,230 facts/s, 0:03 left}. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "generation %d: %,d facts, %d %%, %,d facts/s, %s left",
                generation,
                facts,
                percent(),
                factsPerSecond(),
                timeLeft());
    }

    private String timeLeft() {
        long rate = perSecond(done - doneWhenFirstSeen);
        if (done >= total) {
            return "0:00";
        }
        return rate == 0 ? "unknown time" : clock((total - done + rate - 1) / rate);
    }

    private long perSecond(long count) {
        return count * 1_000 / Math.max(1, watched.toMillis());
    }

    private static String clock(long seconds) {
        return seconds < 3_600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
