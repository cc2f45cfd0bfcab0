package dev.promissory.operations.log;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A stretch of some partitions that no longer changes.
 *
 * @param begins the first offset of each that is still kept
 * @param ends where each ended when it was looked at, open transactions included
 */
public record Extent(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    public Extent {
        begins = Map.copyOf(begins);
        ends = Map.copyOf(ends);
    }

    /** How many offsets it has: at most so many records. */
    public long length() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - begins.get(end.getKey())))
                .sum();
    }
}
