package dev.promissory.operations.log;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the records of several partitions in the order of their time, as far as each partition's own order allows. What a
 * record led to then comes after it, though it lies elsewhere; and a partition that is read faster waits for the others.
 */
final class TimeOrder implements Order {

    private static final int FULL = 4_000;

    private final Map<TopicPartition, Queue> open = new HashMap<>();
    private final PriorityQueue<Queue> heads = new PriorityQueue<>(
            Comparator.comparingLong(queue -> queue.records.peek().timestamp()));

    /** Those of them that are open but empty: until they have something, nobody knows what comes next. */
    private int waiting;

    private static final class Queue {
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private boolean ended;
    }

    @Override
    public void open(TopicPartition partition) {
        open.put(partition, new Queue());
        waiting++;
    }

    @Override
    public boolean isOpen() {
        return !open.isEmpty();
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        Queue queue = open.get(new TopicPartition(record.topic(), record.partition()));
        queue.records.add(record);
        if (queue.records.size() == 1) {
            waiting--;
            heads.add(queue);
        }
    }

    @Override
    public void close(TopicPartition partition) {
        Queue queue = open.get(partition);
        if (queue != null && !queue.ended) {
            queue.ended = true;
            if (queue.records.isEmpty()) {
                waiting--;
                open.remove(partition);
            }
        }
    }

    @Override
    public int drain(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        int count = 0;
        while (waiting == 0 && !heads.isEmpty()) {
            Queue queue = heads.poll();
            ConsumerRecord<byte[], byte[]> record = queue.records.poll();
            if (!queue.records.isEmpty()) {
                heads.add(queue);
            } else if (queue.ended) {
                open.remove(new TopicPartition(record.topic(), record.partition()));
            } else {
                waiting++;
            }
            taker.accept(record);
            count++;
        }
        return count;
    }

    @Override
    public List<TopicPartition> hungry() {
        return open.entrySet().stream()
                .filter(each ->
                        !each.getValue().ended && each.getValue().records.size() < FULL)
                .map(Map.Entry::getKey)
                .toList();
    }
}
