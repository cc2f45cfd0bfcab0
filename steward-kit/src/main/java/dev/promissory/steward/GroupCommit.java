package dev.promissory.steward;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Lets the threads of one topology commit at a {@link CommitPace} each: all tasks of a thread share its transactions, so
 * they share its pace.
 */
public final class GroupCommit {

    /** How soon a thread notices that something has to be committed. */
    private static final Duration LOOK = Duration.ofMillis(1);

    private final ThreadLocal<CommitPace> paces;

    /** @param longest that work may wait for its commit anyway: the commit interval */
    public GroupCommit(Duration longest) {
        this(System::nanoTime, longest);
    }

    GroupCommit(LongSupplier nanoTime, Duration longest) {
        this.paces = ThreadLocal.withInitial(() -> new CommitPace(nanoTime, longest));
    }

    /** The pace of the calling thread, which runs this processor's task; to be told of each record the processor takes. */
    public CommitPace join(ProcessorContext<?, ?> context) {
        CommitPace pace = paces.get();
        // Not the context: all processors of a task have the same one, and each looks before the commit that one asks
        // for.
        Object look = new Object();
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (pace.isDue(look)) {
                context.commit();
            }
        });
        return pace;
    }
}
