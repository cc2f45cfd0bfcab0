package dev.promissory.launcher;

import dev.promissory.operations.log.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How far a tool is, with rate and time left; of each part that is done a line stays. */
public final class ProgressBar implements Progress, AutoCloseable {

    private static final int BAR = 24;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final String tool;
    private final ProgressLine shown = ProgressLine.onStandardError();
    private final Thread thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::show);
    private Optional<ProgressPart> part = Optional.empty();

    private ProgressBar(String tool) {
        this.tool = tool;
    }

    /** @param tool its name, which begins every line */
    public static ProgressBar start(String tool) {
        ProgressBar bar = new ProgressBar(tool);
        bar.thread.start();
        return bar;
    }

    @Override
    public synchronized void begin(String what, long way) {
        part = Optional.of(new ProgressPart(what, way, System.nanoTime()));
    }

    @Override
    public synchronized void advance(long count, long way) {
        part.ifPresent(each -> each.advance(count, way));
    }

    @Override
    public synchronized void end() {
        part.ifPresent(each -> shown.leave(tool + ": " + each.total(System.nanoTime())));
        part = Optional.empty();
    }

    private void show() {
        try {
            while (true) {
                Thread.sleep(LOOK_AGAIN);
                look();
            }
        } catch (InterruptedException e) {
            // Closed: there is nothing left to show.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        part.ifPresent(each -> {
            int filled = (int) (each.share() * BAR);
            String bar = shown.isOnTerminal() ? "[" + "=".repeat(filled) + " ".repeat(BAR - filled) + "] " : "";
            shown.show(String.format(
                    Locale.ROOT, "%s: %s%.0f%%, %s", tool, bar, each.share() * 100, each.line(System.nanoTime())));
        });
    }

    /** What is printed next begins a line of its own. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shown.end();
    }
}
