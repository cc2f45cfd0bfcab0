package dev.promissory.benchmarks.yardstick;

import dev.promissory.operations.log.Progress;
import java.time.Duration;

/** Counts the committed facts of a contender's wallets, as a reader sees them. */
final class FactCount implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Tail tail;
    private final Progress progress;
    private long counted;

    FactCount(Tail tail, Progress progress) {
        this.tail = tail;
        this.progress = progress;
    }

    /**
     * Waits until there are as many, and returns when that was, in {@link System#nanoTime}'s terms.
     *
     * @throws IllegalStateException when nothing comes any more
     */
    long await(String what, long count) {
        progress.begin(what, count - counted);
        long lastSeen = System.nanoTime();
        while (counted < count) {
            int read = tail.poll(fact -> {});
            long now = System.nanoTime();
            if (read > 0) {
                counted += read;
                lastSeen = now;
                progress.advance(read, read);
            } else if (now - lastSeen > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "only " + counted + " of " + count + " facts after a minute of silence");
            }
        }
        progress.end();
        return lastSeen;
    }

    long counted() {
        return counted;
    }

    @Override
    public void close() {
        tail.close();
    }
}
