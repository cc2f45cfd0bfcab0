package dev.promissory.operations.log;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a Kafka cluster knows about its topics and groups. */
public final class Cluster implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 15;

    private final KafkaConnection kafka;
    private final Admin admin;

    public Cluster(KafkaConnection kafka) {
        this.kafka = kafka;
        // An operator waits for an answer: the default of a minute is too long to say that nobody is there.
        this.admin = Admin.create(kafka.with(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 500,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 1_000)));
    }

    /** @throws IllegalArgumentException when the cluster has no such topic */
    public List<TopicPartition> partitions(String topic) {
        try {
            TopicDescription description =
                    get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
            return description.partitions().stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (UnknownTopicOrPartitionException e) {
            throw new IllegalArgumentException(
                    "the Kafka at " + kafka.bootstrap() + " has no topic " + topic + "; is --bootstrap right?", e);
        }
    }

    public Extent extent(Collection<TopicPartition> partitions) {
        return new Extent(offsets(partitions, OffsetSpec.earliest()), offsets(partitions, OffsetSpec.latest()));
    }

    /**
     * How far the group has come, by the last transaction that has ended; without what it has never committed, and empty
     * when there is no such group. Stable offsets are not asked for: Kafka leaves out those that a transaction is just
     * changing, as if nothing had been read.
     */
    public Map<TopicPartition, Long> committed(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            Map<TopicPartition, Long> offsets = new HashMap<>();
            committed.forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
            return offsets;
        } catch (GroupIdNotFoundException e) {
            // Nobody has ever been in it: it has read nothing.
            return Map.of();
        }
    }

    /** The partitions that a member of the group has now; empty when there is no such group. */
    public Set<TopicPartition> assigned(String group) {
        try {
            return get(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .members()
                    .stream()
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (GroupIdNotFoundException e) {
            return Set.of();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private <T> T get(KafkaFuture<T> asked) {
        try {
            return KafkaAnswer.of(asked);
        } catch (KafkaUnavailableException e) {
            throw new KafkaUnavailableException(
                    "the Kafka at " + kafka.bootstrap() + " does not answer; is --bootstrap right, and is it running?",
                    e);
        }
    }
}
