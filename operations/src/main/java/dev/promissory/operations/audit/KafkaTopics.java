package dev.promissory.operations.audit;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.scratch.CalledOffException;
import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics of a cluster. Every wait has an end. */
final class KafkaTopics implements Topics, AutoCloseable {

    private static final long TIMEOUT_MS = 15_000;
    private static final Duration POLL = Duration.ofMillis(200);

    /** How long nothing may come before what is written: longer than a transaction may stay open. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final Progress progress;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    KafkaTopics(KafkaConnection kafka, Progress progress) {
        this.bootstrap = kafka.bootstrap();
        this.progress = progress;
        this.admin = Admin.create(kafka.with(Map.of()));
        this.consumer =
                new KafkaConsumer<>(kafka.with(consuming()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> consuming() {
        Map<String, Object> own = new HashMap<>();
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // What a compacted topic has removed between two questions is passed over.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Whole topics are read: few large answers instead of many small ones.
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        return own;
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
        try {
            return readOn(topic, from, to, reader);
        } catch (WakeupException e) {
            throw new CalledOffException(e);
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka at " + bootstrap + " does not show " + topic + ": " + e, e);
        }
    }

    private Map<Integer, Long> readOn(
            String topic,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<Integer, Long> positions = new TreeMap<>(from);
        consumer.assign(from.keySet().stream()
                .map(number -> new TopicPartition(topic, number))
                .toList());
        consumer.resume(consumer.assignment());
        from.forEach((number, offset) -> consumer.seek(new TopicPartition(topic, number), offset));
        long lastMove = System.nanoTime();
        while (isBefore(positions, to)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            boolean moved = false;
            for (TopicPartition partition : consumer.assignment()) {
                long end = to.get(partition.partition());
                for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                    if (record.offset() < end) {
                        reader.accept(record);
                    }
                }
                // Also over what is no record: markers, and what was taken back.
                long position = Math.min(end, consumer.position(partition));
                long before = positions.put(partition.partition(), position);
                progress.advance(position - before);
                moved |= position > before;
                if (position >= end) {
                    consumer.pause(List.of(partition));
                }
            }
            long now = System.nanoTime();
            if (moved) {
                lastMove = now;
            } else if (now - lastMove > PATIENCE.toNanos()) {
                throw new KafkaUnavailableException(
                        "Kafka at " + bootstrap + " has not shown the rest of " + topic + " for " + PATIENCE.toSeconds()
                                + " s: is a transaction left open, or a broker away?",
                        null);
            }
        }
        return positions;
    }

    private static boolean isBefore(Map<Integer, Long> positions, Map<Integer, Long> to) {
        return to.entrySet().stream().anyMatch(end -> positions.get(end.getKey()) < end.getValue());
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

    /** @throws KafkaException what the broker said, when it said no */
    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof GroupIdNotFoundException) {
                throw (KafkaException) e.getCause();
            }
            throw new KafkaUnavailableException("Kafka at " + bootstrap + " does not answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException("Kafka at " + bootstrap + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("Interrupted while Kafka was asked", e);
        }
    }

    /** Ends what is being read, from any thread. */
    void stop() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        admin.close(Duration.ZERO);
    }
}
