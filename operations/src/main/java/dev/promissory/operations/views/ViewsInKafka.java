package dev.promissory.operations.views;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import dev.promissory.views.GenerationName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What Kafka knows of the views: who builds a generation, how far it is, what is left of it. */
final class ViewsInKafka implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String bootstrap;
    private final Admin admin;

    ViewsInKafka(KafkaConnection kafka) {
        this.bootstrap = kafka.bootstrap();
        this.admin = Admin.create(kafka.with(Map.of()));
    }

    /** Whether views of a release that knows of rebuilds have ever run here. */
    boolean areKnown() {
        Set<String> topics = topics();
        return topics.contains(Topic.UPKEEP.topicName()) && topics.containsAll(GenerationName.INPUTS);
    }

    /** Whether an instance is at work on the generation. */
    boolean isAlive(GenerationName generation) {
        String group = generation.applicationId();
        try {
            return !get(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .members()
                    .isEmpty();
        } catch (GroupIdNotFoundException e) {
            // Nobody has joined it yet, or nobody ever will.
            return false;
        }
    }

    /** Whether neither its group nor any of its tables is there. */
    boolean isGone(GenerationName generation) {
        Set<String> topics = topics();
        boolean grouped = get(admin.listGroups().all()).stream()
                .anyMatch(group -> group.groupId().equals(generation.applicationId()));
        return !grouped && generation.changelogs().stream().noneMatch(topics::contains);
    }

    List<TopicPartition> inputs() {
        List<TopicPartition> inputs = new ArrayList<>();
        get(admin.describeTopics(GenerationName.INPUTS).allTopicNames())
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(partition -> inputs.add(new TopicPartition(topic, partition.partition()))));
        return inputs;
    }

    Map<TopicPartition, Long> begins(List<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Behind the last record that is committed. */
    Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** How far the generation has got, where it has got anywhere. */
    Map<TopicPartition, Long> reached(GenerationName generation) {
        Map<TopicPartition, Long> reached = new HashMap<>();
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = get(
                    admin.listConsumerGroupOffsets(generation.applicationId()).partitionsToOffsetAndMetadata());
            committed.forEach((partition, offset) -> {
                if (offset != null) {
                    reached.put(partition, offset.offset());
                }
            });
        } catch (GroupIdNotFoundException e) {
            // Nobody has begun.
        }
        return reached;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private Set<String> topics() {
        return get(admin.listTopics().names());
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private <T> T get(KafkaFuture<T> asked) {
        try {
            return KafkaAnswer.of(asked, PATIENCE);
        } catch (GroupIdNotFoundException nobody) {
            throw nobody;
        } catch (KafkaUnavailableException e) {
            throw new KafkaUnavailableException("Kafka at " + bootstrap + " does not answer", e);
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka at " + bootstrap + " does not answer: " + e, e);
        }
    }
}
