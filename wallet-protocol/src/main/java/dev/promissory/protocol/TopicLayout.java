package dev.promissory.protocol;

import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * The topics as they are in the cluster.
 *
 * @param topics by name; always those of {@link Topic#CORE}
 */
public record TopicLayout(Map<String, Placed> topics) {

    /**
     * A topic that is there.
     *
     * @param id the broker's own: a topic that was deleted and made again has another
     */
    public record Placed(int partitions, Uuid id) {}

    public TopicLayout {
        topics = Map.copyOf(topics);
    }

    /** The partitions of commands, transfers and facts alike. */
    public int walletPartitions() {
        return of(Topic.FACTS.topicName()).partitions();
    }

    public int outcomePartitions() {
        return of(Topic.OUTCOMES.topicName()).partitions();
    }

    /** @throws IllegalArgumentException when nobody asked for this topic */
    public Placed of(String topicName) {
        Placed placed = topics.get(topicName);
        if (placed == null) {
            throw new IllegalArgumentException("topic " + topicName + " has not been looked at");
        }
        return placed;
    }
}
