package dev.promissory.operations.log;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.scratch.CalledOffException;
import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what has been committed, up to an end that was written when it was asked for: what is not decided there yet is
 * waited for. It belongs to no group and leaves no trace. Not for several threads at once.
 */
public final class LogReader implements AutoCloseable {

    /** Without any progress. A transaction that a killed process left open holds up readers for as long as it may last. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Progress progress;

    /** What to do at a place that is no longer there. */
    public enum Gone {
        /** It is an answer, not a reason to go on elsewhere: Kafka's OffsetOutOfRangeException is thrown. */
        TOLD,
        /** Reads on behind it: a compacted topic may lose what is superseded at any time. */
        PASSED_OVER
    }

    /** @param progress advances with what is read */
    public LogReader(KafkaConnection kafka, Gone gone, Progress progress) {
        this.progress = progress;
        this.consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        // What a transaction took back never happened.
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        gone == Gone.TOLD ? "none" : "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
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

    /**
     * Hands over every record of the extent: those of one partition in their order.
     *
     * @return where to read on
     * @throws KafkaUnavailableException when Kafka stops handing out records before the end
     * @throws CalledOffException after {@link #stop}
     */
    public Map<TopicPartition, Long> read(Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        return read(extent, new AsItComes(), taker);
    }

    /** As {@link #read}, all of them together in the order of their time as far as the partitions' own orders allow. */
    public void readInTimeOrder(Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        read(extent, new TimeOrder(), taker);
    }

    /** Ends what is being read, from any thread. */
    public void stop() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private Map<TopicPartition, Long> read(Extent extent, Order order, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try {
            return readToTheEnd(extent, order, taker);
        } catch (WakeupException e) {
            throw new CalledOffException(e);
        }
    }

    private Map<TopicPartition, Long> readToTheEnd(
            Extent extent, Order order, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        Map<TopicPartition, Long> ends = extent.ends();
        Map<TopicPartition, Long> positions = new HashMap<>(extent.begins());
        List<TopicPartition> partitions = ends.keySet().stream()
                .filter(partition -> positions.get(partition) < ends.get(partition))
                .toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> {
            consumer.seek(partition, positions.get(partition));
            order.open(partition);
        });
        long lastMove = System.nanoTime();
        while (order.isOpen()) {
            consumer.pause(partitions);
            consumer.resume(order.hungry());
            int count = 0;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    order.add(record);
                    count++;
                }
            }
            long way = advance(partitions, positions, ends, order);
            progress.advance(count, way);
            if (order.drain(taker) > 0 || way > 0) {
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > PATIENCE.toNanos()) {
                throw stopped(partitions, positions, ends);
            }
        }
        return positions;
    }

    /** Also over what is no record: markers, and what was taken back. */
    private long advance(
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> ends,
            Order order) {
        long way = 0;
        for (TopicPartition partition : partitions) {
            long position = Math.min(ends.get(partition), consumer.position(partition));
            way += position - positions.put(partition, position);
            if (position == ends.get(partition)) {
                order.close(partition);
            }
        }
        return way;
    }

    private static KafkaUnavailableException stopped(
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> ends) {
        List<String> open = partitions.stream()
                .filter(partition -> positions.get(partition) < ends.get(partition))
                .map(partition -> partition + "@" + positions.get(partition))
                .toList();
        return new KafkaUnavailableException(
                "Kafka has shown nothing more from " + String.join(", ", open) + " on for " + PATIENCE.toSeconds()
                        + " s, though the end is not reached; is it down, or is a transaction open?",
                null);
    }
}
