package dev.promissory.operations.rebuild;

import dev.promissory.processor.StewardInput;
import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The wallets' topics as they stand in the cluster. It makes none: a wrong address must change nothing. */
record StewardsInKafka(Admin admin, TopicLayout layout) {

    private static final List<Topic> INPUTS = List.of(Topic.COMMANDS, Topic.TRANSFERS);

    /** @throws RebuildException when they are not all there */
    static StewardsInKafka of(Admin admin) {
        List<String> names = Topic.CORE.stream().map(Topic::topicName).toList();
        Map<String, TopicDescription> found;
        try {
            found = KafkaAnswer.of(admin.describeTopics(names).allTopicNames());
        } catch (UnknownTopicOrPartitionException e) {
            throw new RebuildException(
                    "not all of the wallets' topics are there; is --bootstrap right? The services make them: start them"
                            + " once",
                    e);
        }
        Map<String, TopicLayout.Placed> placed = new HashMap<>();
        found.forEach((name, topic) ->
                placed.put(name, new TopicLayout.Placed(topic.partitions().size(), topic.topicId())));
        return new StewardsInKafka(admin, new TopicLayout(placed));
    }

    List<TopicPartition> partitions(Topic topic) {
        return partitions(topic.topicName(), layout.of(topic.topicName()).partitions());
    }

    static List<TopicPartition> partitions(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** The stewards' inputs, and how far the group has come in them. */
    Map<TopicPartition, StewardInput> inputs() {
        List<TopicPartition> partitions =
                INPUTS.stream().flatMap(topic -> partitions(topic).stream()).toList();
        Map<TopicPartition, ListOffsetsResultInfo> first = offsets(partitions, OffsetSpec.forTimestamp(0));
        Map<TopicPartition, ListOffsetsResultInfo> newest = offsets(partitions, OffsetSpec.maxTimestamp());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, OffsetAndMetadata> committed =
                KafkaAnswer.of(admin.listConsumerGroupOffsets(StewardGroup.NAME).partitionsToOffsetAndMetadata());
        return partitions.stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> new StewardInput(
                                time(first.get(partition)),
                                time(newest.get(partition)),
                                ends.get(partition).offset(),
                                Stream.ofNullable(committed.get(partition))
                                        .mapToLong(OffsetAndMetadata::offset)
                                        .findFirst())));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        return KafkaAnswer.of(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, each -> which)))
                        .all());
    }

    private static OptionalLong time(ListOffsetsResultInfo found) {
        return found.offset() < 0 ? OptionalLong.empty() : OptionalLong.of(found.timestamp());
    }
}
