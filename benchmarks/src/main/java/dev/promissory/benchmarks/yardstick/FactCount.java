package dev.promissory.benchmarks.yardstick;

import dev.promissory.operations.log.Progress;

/** Counts the committed facts of a contender's wallets, as a reader sees them. */
final class FactCount implements AutoCloseable {

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
        Tail.Read read = tail.await("facts", counted, count, progress, fact -> {});
        counted = read.count();
        progress.end();
        return read.lastNanos();
    }

    long counted() {
        return counted;
    }

    @Override
    public void close() {
        tail.close();
    }
}
