package dev.promissory.steward;

import java.util.List;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/** A processor that takes part in its thread's commits, until it is closed. */
public final class GroupMember implements AutoCloseable {

    private final ThreadCommits thread;
    private final List<CachedStateStore<?, ?>> caches;
    private Cancellable look;

    GroupMember(ThreadCommits thread, List<? extends StateStore> stores) {
        this.thread = thread;
        // Kafka Streams has no public way to have a store write. All its stores are of this kind, with a cache or
        // without.
        this.caches = stores.stream()
                .<CachedStateStore<?, ?>>map(store -> (CachedStateStore<?, ?>) store)
                .toList();
    }

    /** To be told of each record the processor takes: somebody may wait for its commit. */
    public void tookRecord() {
        thread.pace().tookRecord();
    }

    /** To be told of what else it does that has to be committed. */
    public void worked() {
        thread.pace().worked();
    }

    /** @param look that ends with the membership */
    void looks(Cancellable look) {
        this.look = look;
    }

    /** On the thread that joined. */
    @Override
    public void close() {
        look.cancel();
        thread.remove(this);
    }

    void writeOut() {
        caches.forEach(CachedStateStore::flushCache);
    }
}
