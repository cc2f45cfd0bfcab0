package dev.promissory.operations.archive;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How far it is and how fast, once a second, in a line of its own. */
final class Progress {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final String what;
    private final long all;
    private final long started = System.nanoTime();
    private long lastTold = started;
    private long done;

    /** @param all how many there may be, at most */
    Progress(PrintStream out, String what, long all) {
        this.out = out;
        this.what = what;
        this.all = all;
    }

    void advance() {
        done++;
        long now = System.nanoTime();
        if (now - lastTold >= EVERY_NANOS) {
            lastTold = now;
            out.println(String.format(Locale.ROOT, "%s %,d of %,d, %,.0f/s", what, done, all, done / seconds(now)));
        }
    }

    void end() {
        long now = System.nanoTime();
        out.println(
                String.format(Locale.ROOT, "%s %,d in %.1f s, %,.0f/s", what, done, seconds(now), done / seconds(now)));
    }

    private double seconds(long now) {
        return Math.max(1e-3, (now - started) / 1e9);
    }
}
