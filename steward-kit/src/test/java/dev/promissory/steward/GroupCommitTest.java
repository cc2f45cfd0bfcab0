package dev.promissory.steward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final Duration POLL = Duration.ofMillis(100);

    private long nanos;
    private final GroupCommit commits = new GroupCommit(() -> nanos, Duration.ofMillis(100), Duration.ZERO);
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

    @Test
    void asksForACommitOnceItsThreadHasRunDry() {
        GroupMember member = commits.join(context, List.of());

        look();
        assertFalse(context.committed(), "nothing was done");
        member.tookRecord();
        look();
        assertFalse(context.committed(), "more may be coming");
        nanos += Duration.ofMillis(1).toNanos();
        look();
        assertTrue(context.committed());
    }

    @Test
    void allThatTheTasksOfItsThreadHoldBackIsWrittenBeforeTheCommit() throws InterruptedException {
        Cache own = new Cache();
        Cache ofOtherTask = new Cache();
        Cache ofClosedTask = new Cache();
        Cache ofOtherThread = new Cache();
        GroupMember member = commits.join(context, List.of(own));
        commits.join(new MockProcessorContext<>(), List.of(ofOtherTask));
        commits.join(new MockProcessorContext<>(), List.of(ofClosedTask)).close();
        Thread other =
                Thread.ofVirtual().start(() -> commits.join(new MockProcessorContext<>(), List.of(ofOtherThread)));
        other.join();

        member.tookRecord();
        look();
        assertEquals(0, own.flushes, "nothing is committed yet");
        nanos += Duration.ofMillis(1).toNanos();
        look();

        assertTrue(context.committed());
        assertEquals(1, own.flushes);
        assertEquals(1, ofOtherTask.flushes);
        assertEquals(0, ofClosedTask.flushes);
        assertEquals(0, ofOtherThread.flushes);
    }

    @Test
    void whoIsClosedLooksNoMore() {
        commits.join(context, List.of()).close();

        assertTrue(context.scheduledPunctuators().getFirst().cancelled());
    }

    @Test
    void theTasksOfAThreadShareItsPace() {
        GroupMember other = commits.join(new MockProcessorContext<>(), List.of());
        commits.join(context, List.of());

        other.tookRecord();
        look();
        nanos += Duration.ofMillis(1).toNanos();
        look();

        assertTrue(context.committed());
    }

    @Test
    void threadsDoNot() throws InterruptedException {
        Thread other = Thread.ofVirtual()
                .start(() ->
                        commits.join(new MockProcessorContext<>(), List.of()).tookRecord());
        other.join();
        commits.join(context, List.of());

        look();
        nanos += Duration.ofMillis(1).toNanos();
        look();

        assertFalse(context.committed());
    }

    @Test
    void aCommitIsNotOverWhenTheTasksOtherProcessorLooks() {
        GroupMember member = commits.join(context, List.of());
        commits.join(context, List.of());

        member.tookRecord();
        look();
        nanos += Duration.ofMillis(1).toNanos();
        look();
        assertTrue(context.committed());
        context.resetCommit();
        nanos += Duration.ofMillis(40).toNanos();
        commits.committed();
        member.tookRecord();
        look();
        for (int ms = 0; ms < 9; ms++) {
            nanos += Duration.ofMillis(1).toNanos();
            look();
            assertFalse(context.committed(), "after a commit of 40 ms others gather for longer than " + ms + " ms");
        }
        nanos += Duration.ofMillis(1).toNanos();
        look();
        assertTrue(context.committed());
    }

    @Test
    void aThreadWaitsForRecordsUntilItsCommitIsDueInWholeMilliseconds() {
        GroupMember member = commits.join(context, List.of());
        assertEquals(POLL, commits.patience(POLL), "there is nothing to commit");
        assertEquals(Duration.ZERO, commits.patience(Duration.ZERO));

        member.tookRecord();

        assertEquals(Duration.ofMillis(1), commits.patience(POLL));
        assertEquals(Duration.ZERO, commits.patience(Duration.ZERO));
    }

    @Test
    void aThreadThatIsLateStillWaitsForAMillisecondSinceNoLookComesSooner() {
        commits.join(context, List.of()).tookRecord();
        commits.patience(POLL);
        nanos += Duration.ofSeconds(1).toNanos();

        assertEquals(Duration.ofMillis(1), commits.patience(POLL));
        assertEquals(Duration.ZERO, commits.patience(Duration.ZERO));
    }

    @Test
    void aThreadThatHasLostItsTasksHasNothingToCommit() {
        GroupMember member = commits.join(context, List.of());
        GroupMember other = commits.join(context, List.of());
        member.tookRecord();
        assertEquals(Duration.ofMillis(1), commits.patience(POLL));

        member.close();
        assertEquals(Duration.ofMillis(1), commits.patience(POLL), "what the others have done is not committed");
        other.close();
        assertEquals(POLL, commits.patience(POLL));
    }

    /** As a stream thread does before it commits. */
    private void look() {
        context.scheduledPunctuators().forEach(look -> look.getPunctuator().punctuate(0));
    }

    /** A store of Kafka Streams that holds rows back until it is flushed. */
    private static final class Cache extends WrappedStateStore<StateStore, byte[], byte[]> {

        private int flushes;

        Cache() {
            super(null);
        }

        @Override
        public void flushCache() {
            flushes++;
        }
    }
}
