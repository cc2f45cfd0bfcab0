package dev.promissory.operations.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What Kafka gives first comes first. */
final class AsItComes implements Order {

    private final Set<TopicPartition> open = new HashSet<>();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    @Override
    public void open(TopicPartition partition) {
        open.add(partition);
    }

    @Override
    public boolean isOpen() {
        return !open.isEmpty() || !records.isEmpty();
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        records.add(record);
    }

    @Override
    public void close(TopicPartition partition) {
        open.remove(partition);
    }

    @Override
    public int drain(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        int count = records.size();
        records.forEach(taker);
        records.clear();
        return count;
    }

    @Override
    public Collection<TopicPartition> hungry() {
        return open;
    }
}
