package dev.promissory.steward;

import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/** A processor that takes part in its thread's commits, until it is closed. */
public final class GroupMember implements AutoCloseable {

    private final ThreadCommits thread;
    private final List<CachedStateStore<?, ?>> caches;

    GroupMember(ThreadCommits thread, List<? extends StateStore> stores) {
        this.thread = thread;
        // Kafka Streams has no public way to ask a store for that. A store that is none of these only writes later.
        this.caches = stores.stream()
                .filter(CachedStateStore.class::isInstance)
                .<CachedStateStore<?, ?>>map(store -> (CachedStateStore<?, ?>) store)
                .toList();
    }

    /** To be told of each record the processor takes: somebody may wait for its commit. */
    public void worked() {
        thread.worked();
    }

    /** On the thread that joined. */
    @Override
    public void close() {
        thread.remove(this);
    }

    void writeOut() {
        caches.forEach(CachedStateStore::flushCache);
    }
}
