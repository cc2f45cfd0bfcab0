package dev.promissory.operations.promises;

import dev.promissory.domain.WalletId;
import dev.promissory.operations.log.Place;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the stewards have come.
 *
 * @param walletPartitions of commands, transfers and facts alike
 * @param read for each partition of commands and transfers that they have read from: the next offset they will read
 * @param ends of those partitions
 * @param served those that a processor has now
 */
record StewardPositions(
        int walletPartitions,
        Map<TopicPartition, Long> read,
        Map<TopicPartition, Long> ends,
        Set<TopicPartition> served) {

    boolean hasRead(Place place) {
        return place.offset() < next(place.topicPartition());
    }

    boolean isServed(TopicPartition partition) {
        return served.contains(partition);
    }

    /** How many offsets they are behind. */
    long behind(TopicPartition partition) {
        return Math.max(0, ends.getOrDefault(partition, 0L) - next(partition));
    }

    /** Where the wallet's steward reads this topic. */
    TopicPartition home(Topic topic, WalletId walletId) {
        return new TopicPartition(topic.topicName(), WalletPartitions.of(walletId.value(), walletPartitions));
    }

    private long next(TopicPartition partition) {
        return read.getOrDefault(partition, 0L);
    }
}
