package dev.promissory.views;

import dev.promissory.views.Trust.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many wallets and journals are doubted in each partition of wallet.facts that is here: what {@link DoubtIndex} holds,
 * counted once when a partition comes and kept since. Written by stream threads, read by any.
 */
final class Doubts {

    private final Map<Integer, Count> counts = new ConcurrentHashMap<>();

    /** Those of one partition, for the thread that folds it. */
    static final class Count {

        private volatile SharedTrust now = SharedTrust.WHOLE;

        static Count of(SharedTrust counted) {
            Count count = new Count();
            count.now = counted;
            return count;
        }

        void withoutKey() {
            now = new SharedTrust(false, now.doubted());
        }

        void more(Kind kind) {
            change(kind, 1);
        }

        void less(Kind kind) {
            change(kind, -1);
        }

        private void change(Kind kind, long by) {
            Map<Kind, Long> changed = new EnumMap<>(Kind.class);
            changed.putAll(now.doubted());
            changed.merge(kind, by, (before, change) -> before + change == 0 ? null : before + change);
            now = new SharedTrust(now.keyed(), changed);
        }
    }

    /** A task starts on the partition; it has counted. */
    void start(int partition, Count counted) {
        counts.put(partition, counted);
    }

    void stop(int partition, Count counted) {
        counts.remove(partition, counted);
    }

    /** Of one partition; empty when it is not here, and then nobody can say that nothing is doubted. */
    Optional<SharedTrust> of(int partition) {
        return Optional.ofNullable(counts.get(partition)).map(count -> count.now);
    }

    /** Of all that are here. */
    SharedTrust here() {
        return counts.values().stream().map(count -> count.now).reduce(SharedTrust.WHOLE, SharedTrust::and);
    }
}
