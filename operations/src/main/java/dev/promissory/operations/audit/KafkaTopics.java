package dev.promissory.operations.audit;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.log.Extent;
import dev.promissory.operations.log.LogReader;
import dev.promissory.operations.log.Progress;
import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a cluster. Every wait has an end. */
final class KafkaTopics implements Topics, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String bootstrap;
    private final Admin admin;
    private final LogReader log;

    KafkaTopics(KafkaConnection kafka, Progress progress) {
        this.bootstrap = kafka.bootstrap();
        this.admin = Admin.create(kafka.with(Map.of()));
        this.log = new LogReader(kafka, LogReader.Gone.PASSED_OVER, progress);
    }

    @Override
    public boolean exists(String topic) {
        try {
            get(admin.describeTopics(List.of(topic)).allTopicNames());
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    @Override
    public Map<Integer, Long> begins(String topic) {
        return offsets(topic, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    @Override
    public Map<Integer, Long> committedEnds(String topic) {
        return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    @Override
    public Map<Integer, Long> writtenEnds(String topic) {
        return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    @Override
    public Map<Integer, Long> progress(String group, String topic) {
        Map<Integer, Long> offsets = new TreeMap<>();
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            committed.forEach((partition, offset) -> {
                if (partition.topic().equals(topic) && offset != null) {
                    offsets.put(partition.partition(), offset.offset());
                }
            });
        } catch (GroupIdNotFoundException e) {
            // A group that nobody ever joined has got nowhere.
        }
        return offsets;
    }

    @Override
    public Map<Integer, Long> read(
            String topic,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<Integer, Long> positions = new TreeMap<>(from);
        try {
            log.read(new Extent(placed(topic, from), placed(topic, to)), reader)
                    .forEach((partition, offset) -> positions.put(partition.partition(), offset));
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka at " + bootstrap + " does not show " + topic + ": " + e, e);
        }
        return positions;
    }

    private static Map<TopicPartition, Long> placed(String topic, Map<Integer, Long> offsets) {
        Map<TopicPartition, Long> placed = new HashMap<>();
        offsets.forEach((number, offset) -> placed.put(new TopicPartition(topic, number), offset));
        return placed;
    }

    private Map<Integer, Long> offsets(String topic, OffsetSpec spec, IsolationLevel isolation) {
        int partitions = get(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions)
                .mapToObj(number -> new TopicPartition(topic, number))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<Integer, Long> offsets = new TreeMap<>();
        get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    /** @throws KafkaException when there is no such topic or group */
    private <T> T get(KafkaFuture<T> asked) {
        try {
            return KafkaAnswer.of(asked, PATIENCE);
        } catch (UnknownTopicOrPartitionException | GroupIdNotFoundException e) {
            throw e;
        } catch (KafkaUnavailableException e) {
            throw new KafkaUnavailableException("Kafka at " + bootstrap + " does not answer", e);
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka at " + bootstrap + " does not answer: " + e.getMessage(), e);
        }
    }

    /** Ends what is being read, from any thread. */
    void stop() {
        log.stop();
    }

    @Override
    public void close() {
        log.close();
        admin.close(Duration.ZERO);
    }
}
