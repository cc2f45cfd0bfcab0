package dev.promissory.operations.rebuild;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells how far a long reading is, with rate and time left: a line every few seconds, and one at the end. */
final class Progress {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final PrintStream out;
    private final String what;
    private long most;
    private long done;
    private long heard;
    private long startNanos;
    private long toldNanos;

    /** @param what is read, in the plural */
    Progress(PrintStream out, String what) {
        this.out = out;
        this.what = what;
    }

    void begins(long atMost) {
        most = atMost;
        startNanos = System.nanoTime();
        toldNanos = startNanos;
    }

    void one() {
        done++;
        if (System.nanoTime() - toldNanos > BETWEEN.toNanos()) {
            toldNanos = System.nanoTime();
            double seconds = seconds();
            out.printf(
                    Locale.ROOT,
                    "  %,d of at most %,d %s, %,.0f/s, about %,.0f s left%n",
                    done,
                    most,
                    what,
                    done / seconds,
                    (most - done) * seconds / done);
        }
    }

    /** Whether anything came since this was last asked. */
    boolean isNews() {
        boolean news = done > heard;
        heard = done;
        return news;
    }

    void ends() {
        double seconds = seconds();
        out.printf(Locale.ROOT, "  %,d %s in %.1f s, %,.0f/s%n", done, what, seconds, done / seconds);
    }

    private double seconds() {
        return Math.max(1, System.nanoTime() - startNanos) / 1e9;
    }
}
