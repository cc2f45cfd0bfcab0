package dev.promissory.steward;

import java.time.Duration;
import java.util.List;
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

    /** How soon a thread notices that something has to be committed. */
    private static final Duration LOOK = Duration.ofMillis(1);

    private final ThreadLocal<ThreadCommits> threads;

    /** @param longest that work waits for its commit; Kafka Streams' own commit interval should be longer */
    public GroupCommit(Duration longest) {
        this(System::nanoTime, longest);
    }

    GroupCommit(LongSupplier nanoTime, Duration longest) {
        this.threads = ThreadLocal.withInitial(() -> new ThreadCommits(new CommitPace(nanoTime, longest)));
    }

    /**
     * Takes a processor into the commits of the calling thread, which runs its task.
     *
     * @param stores of the task, made by Kafka Streams; those without a cache hold nothing back
     */
    public GroupMember join(ProcessorContext<?, ?> context, List<? extends StateStore> stores) {
        ThreadCommits thread = threads.get();
        // Not the context: all processors of a task have the same one, and each looks before the commit that one asks
        // for.
        GroupMember member = new GroupMember(thread, stores);
        thread.add(member);
        member.looks(context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (thread.pace().isDue(member)) {
                thread.writeOut();
                context.commit();
            }
        }));
        return member;
    }
}
