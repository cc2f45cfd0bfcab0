package dev.promissory.launcher;

import java.io.PrintStream;
import java.time.Duration;

/** How far something is: on a terminal one line that is written over, elsewhere a line every five seconds. */
final class ProgressLine {

    /** The start script says whether standard error is a terminal, since Java cannot tell. */
    private static final String TERMINAL = "promissory.terminal";

    private static final String CLEARED = "\r\u001b[K";
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private boolean isUnfinished;
    private long shownAt = System.nanoTime();

    ProgressLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static ProgressLine onStandardError() {
        return new ProgressLine(System.err, Boolean.getBoolean(TERMINAL));
    }

    boolean isOnTerminal() {
        return terminal;
    }

    void show(String line) {
        if (terminal) {
            out.print(CLEARED + line);
            out.flush();
            isUnfinished = true;
        } else if (System.nanoTime() - shownAt >= BETWEEN_LINES.toNanos()) {
            out.println(line);
            shownAt = System.nanoTime();
        }
    }

    /** A line that stays. */
    void leave(String line) {
        end();
        out.println(line);
    }

    /** Removes what would be written over, so that what is printed next begins a line. */
    void end() {
        if (isUnfinished) {
            out.print(CLEARED);
            out.flush();
            isUnfinished = false;
        }
    }
}
