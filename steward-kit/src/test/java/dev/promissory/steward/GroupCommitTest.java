package dev.promissory.steward;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private long nanos;
    private final GroupCommit commits = new GroupCommit(() -> nanos, Duration.ofMillis(100));
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

    @Test
    void asksForACommitOnceItsThreadHasRunDry() {
        CommitPace pace = commits.join(context);

        look();
        assertFalse(context.committed(), "nothing was done");
        pace.worked();
        look();
        assertFalse(context.committed(), "more may be coming");
        nanos += Duration.ofMillis(1).toNanos();
        look();
        assertTrue(context.committed());
    }

    @Test
    void theTasksOfAThreadShareItsPaceAndThreadsDoNot() throws InterruptedException {
        AtomicReference<CommitPace> others = new AtomicReference<>();
        Thread other = Thread.ofVirtual().start(() -> others.set(commits.join(new MockProcessorContext<>())));
        other.join();

        CommitPace own = commits.join(context);
        assertSame(own, commits.join(new MockProcessorContext<>()));
        assertNotSame(own, others.get());
    }

    @Test
    void aCommitIsNotOverWhenTheTasksOtherProcessorLooks() {
        CommitPace pace = commits.join(context);
        commits.join(context);

        pace.worked();
        look();
        nanos += Duration.ofMillis(1).toNanos();
        look();
        assertTrue(context.committed());
        context.resetCommit();
        pace.worked();
        nanos += Duration.ofMillis(40).toNanos();
        look();
        for (int ms = 0; ms < 19; ms++) {
            nanos += Duration.ofMillis(1).toNanos();
            look();
            assertFalse(context.committed(), "after a commit of 40 ms others gather for longer than " + ms + " ms");
        }
        nanos += Duration.ofMillis(1).toNanos();
        look();
        assertTrue(context.committed());
    }

    /** As a stream thread does before it commits. */
    private void look() {
        context.scheduledPunctuators().forEach(look -> look.getPunctuator().punctuate(0));
    }
}
