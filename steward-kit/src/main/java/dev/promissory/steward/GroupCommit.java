package dev.promissory.steward;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Lets the threads of one topology commit at a {@link CommitPace} each: all tasks of a thread share its transactions, so
 * they share its pace.
 *
 * <p>Before it asks for a commit it has the cached stores of all the thread's tasks write what they hold back. Kafka
 * Streams does that, too, but task by task, and after each it waits until the brokers have all that was sent: a thread
 * with twelve tasks then waits twelve times. What goes wrong while one task has another's store write is taken for an error
 * of the first; so whoever wants to go on after errors (Kafka Streams' exception handlers can) must not use this.
 */
public final class GroupCommit {

    /** How soon a thread notices, while records come, that something has to be committed. */
    private static final Duration LOOK = Duration.ofMillis(1);

    private final ThreadLocal<ThreadCommits> threads;

    /**
     * @param longest that work waits for its commit; Kafka Streams' own commit interval should be longer
     * @param pause that a thread makes at least between a commit and the next, unless work waits for longest
     */
    public GroupCommit(Duration longest, Duration pause) {
        this(System::nanoTime, longest, pause);
    }

    GroupCommit(LongSupplier nanoTime, Duration longest, Duration pause) {
        this.threads = ThreadLocal.withInitial(() -> new ThreadCommits(new CommitPace(nanoTime, longest, pause)));
    }

    /**
     * What the Kafka Streams instance must be given: without it no thread hears of its commits, and none is made in time while
     * it waits for records. Its {@code poll.ms} then says only how long a thread waits when there is nothing to commit.
     */
    public Map<String, Object> settings() {
        return CommitKeepingClients.settings(this);
    }

    /**
     * Takes a processor into the commits of the calling thread, which runs its task.
     *
     * @param stores of the task, made by Kafka Streams; those without a cache hold nothing back
     */
    public GroupMember join(ProcessorContext<?, ?> context, List<? extends StateStore> stores) {
        ThreadCommits thread = threads.get();
        GroupMember member = new GroupMember(thread, stores);
        thread.add(member);
        member.looks(context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (thread.pace().isDue()) {
                thread.writeOut();
                context.commit();
            }
        }));
        return member;
    }

    /**
     * How long the calling thread, which is about to wait for records, may do so at most: whole milliseconds, as a consumer
     * counts, and one at least, since no look comes sooner. Not at all when asMuch says so.
     *
     * @param asMuch as it may when nothing is to be committed
     */
    Duration patience(Duration asMuch) {
        Duration whole =
                threads.get().pace().patience(asMuch).plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
        return whole.isZero() && !asMuch.isZero() ? LOOK : whole;
    }

    /** To be told, on its thread, of each commit. */
    void committed() {
        threads.get().pace().committed();
    }
}
