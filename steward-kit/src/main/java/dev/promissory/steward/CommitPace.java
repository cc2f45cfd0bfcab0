package dev.promissory.steward;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When one stream thread ends its transactions: as soon as its input has run dry, and no oftener than commits are worth.
 * What a commit costs hardly depends on how much it commits (a few round trips, and a marker in each partition that was
 * written to). So in a flood, where the input never runs dry, work waits as long as it may.
 * An asker who is alone is committed at once. And where askers wait for their answers before they ask again, the input runs
 * dry after every few: there a thread that commits each time does little else, and they wait longer, not shorter. Databases
 * call the way out group commit; here the next askers gather for as long as the last commits took.
 *
 * <p>For one thread only.
 */
final class CommitPace {

    /** The share of the newest commit in what is expected of the next: one slow one alone does not set the pace. */
    private static final int SMOOTHING = 4;

    /** Less than a millisecond, the least that a consumer waits: after one without a record the input is dry. */
    private static final Duration DRY = Duration.ofNanos(800_000);

    private final LongSupplier nanoTime;
    private final long longestNanos;
    private final long pauseNanos;
    private boolean busy;
    private boolean uncommitted;
    private boolean asked;
    private long firstWorkAt;
    private long lastWorkAt;
    private long askedAt;
    private long endedAt;
    private long commitNanos;

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param longest that work waits for its commit, and that a commit is taken for, however long it took
     * @param pause that lies at least between a commit and the next, unless work waits for longest
     */
    CommitPace(LongSupplier nanoTime, Duration longest, Duration pause) {
        this.nanoTime = nanoTime;
        this.longestNanos = longest.toNanos();
        this.pauseNanos = pause.toNanos();
        this.endedAt = nanoTime.getAsLong() - pauseNanos;
    }

    /** A record was dealt with, and somebody may wait for its commit. */
    void tookRecord() {
        seeWhetherRefused();
        busy = true;
    }

    /** Something else was done that has to be committed. */
    void worked() {
        busy = true;
    }

    /** Whether to ask for a commit now. All processors of a thread's tasks look, one after the other, before it commits. */
    boolean isDue() {
        if (asked) {
            return false;
        }
        long now = nanoTime.getAsLong();
        notice(now);
        if (!uncommitted || now < dueAt()) {
            return false;
        }
        uncommitted = false;
        asked = true;
        askedAt = now;
        return true;
    }

    /** All that the thread has done is committed, whoever asked for it. */
    void committed() {
        long now = nanoTime.getAsLong();
        if (asked) {
            commitNanos += (Math.min(now - askedAt, longestNanos) - commitNanos) / SMOOTHING;
        }
        // Kafka Streams commits now and then where nothing was done: nobody has to rest after that.
        endedAt = asked || uncommitted || busy ? now : endedAt;
        forget();
    }

    /** Nothing is left that could be committed. */
    void forget() {
        asked = false;
        busy = false;
        uncommitted = false;
    }

    /**
     * How long the thread, which is about to wait for records, may do so at most.
     *
     * @param idle how long it may when nothing is to be committed
     */
    Duration patience(Duration idle) {
        seeWhetherRefused();
        long now = nanoTime.getAsLong();
        notice(now);
        return uncommitted ? Duration.ofNanos(Math.clamp(dueAt() - now, 0, idle.toNanos())) : idle;
    }

    /**
     * A thread neither waits for records nor takes one between asking for a commit and it, except that Kafka Streams commits
     * nothing while its group rebalances. Then it rests, and asks again.
     */
    private void seeWhetherRefused() {
        if (asked) {
            asked = false;
            uncommitted = true;
            endedAt = nanoTime.getAsLong();
            firstWorkAt = endedAt;
        }
    }

    private void notice(long now) {
        if (busy) {
            busy = false;
            firstWorkAt = uncommitted ? firstWorkAt : now;
            uncommitted = true;
            lastWorkAt = now;
        }
    }

    private long dueAt() {
        long rested = endedAt + Math.max(pauseNanos, commitNanos);
        return Math.min(Math.max(lastWorkAt + DRY.toNanos(), rested), firstWorkAt + longestNanos);
    }
}
