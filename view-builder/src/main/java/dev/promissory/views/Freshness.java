package dev.promissory.views;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to which moment each partition's tables are complete: every record committed before {@link #asOf} is folded in.
 *
 * <p>A sample says that at some moment the partition ended at some offset; once everything below that offset is folded,
 * the tables are complete up to that moment. The end is the log's, open transactions included, and not the last stable
 * offset: a transaction is committed a little before its markers are written, and what was acknowledged in between
 * would be missed. Safe for use by several threads.
 */
final class Freshness {

    /** Enough for a view that is many samples behind; when it is full, nothing new is noted until it catches up. */
    private static final int MAX_SAMPLES = 64;

    private final Positions positions;
    private final Map<TopicPartition, Watch> watches = new ConcurrentHashMap<>();

    Freshness(Positions positions) {
        this.positions = positions;
    }

    /** Notes that the partition ended at this offset after this moment. */
    void sampled(TopicPartition partition, Instant before, long end) {
        watches.computeIfAbsent(partition, Watch::new).add(new Sample(before, end));
    }

    /** Empty when the partition is not here, or has not caught up since it came here. */
    Optional<Instant> asOf(TopicPartition partition) {
        Watch watch = watches.get(partition);
        return watch == null ? Optional.empty() : watch.asOf();
    }

    /** How many offsets the tables were behind the partition's end when that was last looked at. */
    OptionalLong lag(TopicPartition partition) {
        Watch watch = watches.get(partition);
        return watch == null ? OptionalLong.empty() : watch.lag();
    }

    private record Sample(Instant before, long end) {}

    private final class Watch {

        private final TopicPartition partition;
        private final Deque<Sample> waiting = new ArrayDeque<>();
        private Positions.Progress task;
        private Instant complete;
        private long lastEnd;

        Watch(TopicPartition partition) {
            this.partition = partition;
        }

        synchronized void add(Sample sample) {
            lastEnd = sample.end();
            if (waiting.size() < MAX_SAMPLES) {
                waiting.add(sample);
            }
        }

        synchronized Optional<Instant> asOf() {
            Optional<Positions.Progress> working = positions.at(partition);
            OptionalLong folded = positions.folded(partition);
            if (working.isEmpty() || working.get() != task) {
                task = working.orElse(null);
                complete = null;
            }
            while (folded.isPresent() && !waiting.isEmpty() && waiting.peek().end() <= folded.getAsLong()) {
                complete = waiting.remove().before();
            }
            return Optional.ofNullable(complete);
        }

        synchronized OptionalLong lag() {
            OptionalLong folded = positions.folded(partition);
            return folded.isPresent()
                    ? OptionalLong.of(Math.max(0, lastEnd - folded.getAsLong()))
                    : OptionalLong.empty();
        }
    }
}
