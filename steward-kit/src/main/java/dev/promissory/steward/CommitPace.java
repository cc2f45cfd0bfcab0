package dev.promissory.steward;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When one stream thread ends its transactions: as soon as its input has run dry, and no oftener than commits are worth.
 * What a commit costs hardly depends on how much it commits (a few round trips, and a marker in each partition that was
 * written to). So in a flood, where the input never runs dry, work waits as long as it may.
 * An asker who is alone is committed at once. And where askers wait for their answers before they ask again, the input runs
 * dry after every few: there a thread that commits each time does little else, and they wait longer, not shorter. Databases
 * call the way out group commit; here the next askers gather for some times as long as the last commits took.
 *
 * <p>For one thread only.
 */
final class CommitPace {

    /** How many times as long as for commits a thread has for work. */
    private static final int WORK_PER_COMMIT = 2;

    /** The share of the newest commit in what is expected of the next: one slow one alone does not set the pace. */
    private static final int SMOOTHING = 4;

    private static final long DRY_NANOS = Duration.ofMillis(1).toNanos();

    private final LongSupplier nanoTime;
    private final long longestNanos;
    private boolean busy;
    private boolean uncommitted;
    private Object asker;
    private long firstWorkAt;
    private long lastWorkAt;
    private long askedAt;
    private long endedAt;
    private long commitNanos;

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param longest that work waits for its commit, and that a commit is taken for, however long it took
     */
    CommitPace(LongSupplier nanoTime, Duration longest) {
        this.nanoTime = nanoTime;
        this.longestNanos = longest.toNanos();
        this.endedAt = nanoTime.getAsLong() - longestNanos * WORK_PER_COMMIT;
    }

    /** A record was dealt with, and somebody may wait for its commit. A thread takes none between asking for a commit and it. */
    void tookRecord() {
        if (asker != null) {
            endCommit(nanoTime.getAsLong());
        }
        busy = true;
    }

    /** Something else was done that has to be committed. */
    void worked() {
        busy = true;
    }

    /**
     * Whether to ask for a commit now. A thread looks for all processors of all its tasks, one after the other, before it
     * commits; so a commit is over when the same one who asked for it looks again, or when a record is taken before that.
     *
     * @param who looks, for the thread
     */
    boolean isDue(Object who) {
        long now = nanoTime.getAsLong();
        if (asker != null) {
            if (asker != who) {
                return false;
            }
            endCommit(now);
        }
        if (busy) {
            busy = false;
            firstWorkAt = uncommitted ? firstWorkAt : now;
            uncommitted = true;
            lastWorkAt = now;
        }
        if (!uncommitted || !(isGathered(now) || now - firstWorkAt >= longestNanos)) {
            return false;
        }
        uncommitted = false;
        asker = who;
        askedAt = now;
        return true;
    }

    private boolean isGathered(long now) {
        return now - lastWorkAt >= DRY_NANOS && now - endedAt >= WORK_PER_COMMIT * commitNanos;
    }

    private void endCommit(long now) {
        asker = null;
        endedAt = now;
        commitNanos += (Math.min(now - askedAt, longestNanos) - commitNanos) / SMOOTHING;
    }
}
