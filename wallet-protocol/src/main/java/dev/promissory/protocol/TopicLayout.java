package dev.promissory.protocol;

import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * The topics as they are in the cluster.
 *
 * @param walletPartitions of commands, transfers and facts alike
 * @param outcomePartitions of wallet.outcomes
 * @param topicIds the broker's own ids: a topic that was deleted and made again has another
 */
public record TopicLayout(int walletPartitions, int outcomePartitions, Map<Topic, Uuid> topicIds) {
    public TopicLayout {
        topicIds = Map.copyOf(topicIds);
    }
}
