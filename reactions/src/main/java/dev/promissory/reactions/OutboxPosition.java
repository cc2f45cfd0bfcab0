package dev.promissory.reactions;

import dev.promissory.protocol.KafkaUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a courier has emptied its outbox. Kafka forgets it when the group has been away for a week or so; starting at
 * the beginning then would have commands done again that the stewards have forgotten too. So the position is made once,
 * while the outbox is empty, and never guessed.
 */
record OutboxPosition(Admin admin, String group, String outbox) {

    private static final int TIMEOUT_SECONDS = 30;

    /**
     * Makes the position where nothing was ever laid in.
     *
     * @throws LostPositionException when there is none although something was
     */
    void require() {
        List<TopicPartition> partitions =
                get(admin.describeTopics(List.of(outbox)).allTopicNames()).get(outbox).partitions().stream()
                        .map(partition -> new TopicPartition(outbox, partition.partition()))
                        .toList();
        ListConsumerGroupOffsetsSpec asked = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        Map<TopicPartition, OffsetAndMetadata> known =
                get(admin.listConsumerGroupOffsets(Map.of(group, asked)).partitionsToOffsetAndMetadata(group));
        List<TopicPartition> unknown = partitions.stream()
                .filter(partition -> known.get(partition) == null)
                .toList();
        if (!unknown.isEmpty()) {
            begin(unknown);
        }
    }

    private void begin(List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((partition, end) -> {
            if (end.offset() > 0) {
                throw new LostPositionException("Kafka does not know any more what of " + partition
                        + " has been sent: find the first command that has not been, and set the group there with"
                        + " kafka consumer-groups --reset-offsets --group " + group);
            }
            beginnings.put(partition, new OffsetAndMetadata(0));
        });
        get(admin.alterConsumerGroupOffsets(group, beginnings).all());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException(
                    "Kafka does not tell how far an outbox is emptied: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }
}
