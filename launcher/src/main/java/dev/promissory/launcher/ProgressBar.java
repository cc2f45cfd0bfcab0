package dev.promissory.launcher;

import dev.promissory.operations.audit.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a tool is, with rate and time left, on standard error: one line that is written over and over where that is a
 * terminal, else a line every few seconds. The start script says which it is, since Java cannot tell.
 */
final class ProgressBar implements Progress, AutoCloseable {

    private static final String TERMINAL = "promissory.terminal";
    private static final int BAR = 24;
    private static final Duration REDRAWN = Duration.ofMillis(200);
    private static final Duration REPEATED = Duration.ofSeconds(5);

    private final String task;
    private final String unit;
    private final boolean terminal = Boolean.getBoolean(TERMINAL);
    private final long start = System.nanoTime();
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::show);

    private ProgressBar(String task, String unit) {
        this.task = task;
        this.unit = unit;
    }

    /** @param unit of what is counted */
    static ProgressBar start(String task, String unit) {
        ProgressBar line = new ProgressBar(task, unit);
        line.thread.start();
        return line;
    }

    @Override
    public void expect(long records) {
        expected.set(records);
    }

    @Override
    public void advance(long records) {
        done.addAndGet(records);
    }

    private void show() {
        try {
            while (true) {
                Thread.sleep(terminal ? REDRAWN : REPEATED);
                if (expected.get() > 0) {
                    System.err.print(terminal ? "\r" + line() + "\u001b[K" : line() + System.lineSeparator());
                    System.err.flush();
                }
            }
        } catch (InterruptedException e) {
            // Closed: there is nothing left to show.
            Thread.currentThread().interrupt();
        }
    }

    private String line() {
        // What comes while it is read is read too.
        long whole = Math.max(expected.get(), done.get());
        double share = (double) done.get() / whole;
        double seconds = (System.nanoTime() - start) / 1e9;
        long rate = Math.round(done.get() / seconds);
        String left = rate == 0 ? "" : ", " + Math.round((double) (whole - done.get()) / rate) + " s left";
        int filled = (int) (share * BAR);
        String bar = terminal ? "[" + "=".repeat(filled) + " ".repeat(BAR - filled) + "] " : "";
        return String.format(
                Locale.ROOT, "%s %s%3.0f%% of %,d %s, %,d/s%s", task, bar, share * 100, whole, unit, rate, left);
    }

    /** Leaves nothing of the line where it was written over and over. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            System.err.print("\r\u001b[K");
            System.err.flush();
        }
    }
}
