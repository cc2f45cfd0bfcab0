package dev.promissory.operations.archive;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.archive.Manifest.Source;
import dev.promissory.operations.log.Extent;
import dev.promissory.operations.log.LogReader;
import dev.promissory.operations.log.Progress;
import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a system, read without taking part in it. Every wait has an end. */
final class SourceTopics implements WalletTopics, AutoCloseable {

    private final Admin admin;
    private final LogReader log;

    SourceTopics(KafkaConnection kafka) {
        this.admin = Admin.create(kafka.with(Map.of()));
        this.log = new LogReader(kafka, LogReader.Gone.TOLD, Progress.NONE);
    }

    @Override
    public Source source() {
        try {
            TopicDescription facts = get(admin.describeTopics(List.of(Topic.FACTS.topicName()))
                            .allTopicNames())
                    .get(Topic.FACTS.topicName());
            return new Source(
                    get(admin.describeCluster().clusterId()),
                    facts.topicId().toString(),
                    facts.partitions().size());
        } catch (UnknownTopicOrPartitionException e) {
            throw new ArchiveException("there is no topic " + Topic.FACTS.topicName() + " on this cluster", e);
        }
    }

    @Override
    public long[] committedEnds(Topic topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** Of the first record of each that is still there. */
    long[] begins(Topic topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    @Override
    public long[] writtenEnds(Topic topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    @Override
    public void read(Topic topic, int partition, long from, long end, Reader reader) throws IOException {
        TopicPartition one = new TopicPartition(topic.topicName(), partition);
        try {
            log.read(new Extent(Map.of(one, from), Map.of(one, end)), record -> {
                try {
                    reader.read(record);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (OffsetOutOfRangeException e) {
            throw new ArchiveException(one + " has no record at " + from + " any more: facts are missing", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
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

    private long[] offsets(Topic topic, int partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all());
        return IntStream.range(0, partitions)
                .mapToLong(partition -> found.get(new TopicPartition(topic.topicName(), partition))
                        .offset())
                .toArray();
    }

    private static <T> T get(KafkaFuture<T> asked) {
        try {
            return KafkaAnswer.of(asked);
        } catch (UnknownTopicOrPartitionException e) {
            throw e;
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka refused: " + e.getMessage(), e);
        }
    }
}
