package dev.promissory.operations.log;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what has been committed, belongs to no group and leaves no trace. Not for several threads at once. */
public final class LogReader implements AutoCloseable {

    /** Without any progress. A transaction that a killed process left open holds up readers for as long as it may last. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;

    public LogReader(KafkaConnection kafka) {
        this.consumer = new KafkaConsumer<>(
                kafka.with(Map.of(
                        // What a transaction took back never happened.
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        // A place that is no longer there is an answer, not a reason to go on elsewhere.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Hands over every record of the extent: those of one partition in their order, all of them together in the order of
     * their time as far as the partitions' own orders allow.
     *
     * @throws KafkaUnavailableException when Kafka stops handing out records before the end
     */
    public void read(Extent extent, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        TimeOrder order = new TimeOrder();
        List<TopicPartition> partitions = extent.ends().keySet().stream()
                .filter(partition ->
                        extent.begins().get(partition) < extent.ends().get(partition))
                .toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> {
            consumer.seek(partition, extent.begins().get(partition));
            order.open(partition);
        });
        long deadline = deadline();
        while (order.isOpen()) {
            long before = read(partitions);
            consumer.pause(partitions);
            consumer.resume(order.hungry());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < extent.ends().get(new TopicPartition(record.topic(), record.partition()))) {
                    order.add(record);
                }
            }
            partitions.stream()
                    .filter(partition ->
                            consumer.position(partition) >= extent.ends().get(partition))
                    .forEach(order::close);
            if (order.drain(taker) > 0 || read(partitions) > before) {
                deadline = deadline();
            } else if (System.nanoTime() > deadline) {
                throw new KafkaUnavailableException(
                        "Kafka shows nothing more for " + PATIENCE.toSeconds()
                                + " s though the end is not reached; is it down, or is a transaction open?",
                        null);
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private long read(List<TopicPartition> partitions) {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE.toNanos();
    }
}
