package dev.promissory.launcher;

import java.io.PrintStream;
import java.time.Duration;

/** How far something is: on a terminal one line that changes, elsewhere a line now and then. */
final class ProgressLine {

    private final PrintStream out;
    private final boolean terminal;
    private final Duration between;
    private String shown = "";
    private long shownAt;

    /** @param between lines where they cannot be written over */
    ProgressLine(PrintStream out, boolean terminal, Duration between) {
        this.out = out;
        this.terminal = terminal;
        this.between = between;
    }

    void show(String line) {
        if (terminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
            out.flush();
        } else if (shown.isEmpty() || System.nanoTime() - shownAt > between.toNanos()) {
            out.println(line);
            shownAt = System.nanoTime();
        }
        shown = line;
    }

    /** What is printed next begins a line of its own. */
    void end() {
        if (terminal && !shown.isEmpty()) {
            out.println();
        }
    }
}
