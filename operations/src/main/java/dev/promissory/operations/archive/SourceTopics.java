package dev.promissory.operations.archive;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.archive.Manifest.Source;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of a system, read without taking part in it. Every wait has an end. */
final class SourceTopics implements WalletTopics, AutoCloseable {

    private static final int TIMEOUT_SECONDS = 30;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    SourceTopics(KafkaConnection kafka) {
        this.admin = Admin.create(kafka.with(Map.of()));
        this.consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // Whole topics are read: few large answers instead of many small ones.
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        4 << 20)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
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

    /** Of the first record that is still there. */
    long begin(Topic topic, int partition) {
        TopicPartition one = new TopicPartition(topic.topicName(), partition);
        return consumer.beginningOffsets(List.of(one)).get(one);
    }

    @Override
    public long[] writtenEnds(Topic topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    @Override
    public void read(Topic topic, int partition, long from, long end, Reader reader) throws IOException {
        TopicPartition one = new TopicPartition(topic.topicName(), partition);
        consumer.assign(List.of(one));
        consumer.seek(one, from);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        long position = from;
        while (position < end) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end) {
                        reader.read(record);
                    }
                }
            } catch (OffsetOutOfRangeException e) {
                throw new ArchiveException(one + " has no record at " + from + " any more: facts are missing", e);
            }
            long reached = consumer.position(one);
            if (reached > position) {
                position = reached;
                patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
            } else if (System.nanoTime() > patience) {
                throw new KafkaUnavailableException(
                        one + " gave nothing more for " + TIMEOUT_SECONDS + " s, at offset " + position + " of " + end,
                        null);
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
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

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            }
            throw new KafkaUnavailableException("Kafka refused: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException(
                    "Kafka did not answer within " + TIMEOUT_SECONDS + " s; is --bootstrap right?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while asking Kafka", e);
        }
    }
}
