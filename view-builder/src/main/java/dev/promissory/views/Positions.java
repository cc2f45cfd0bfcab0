package dev.promissory.views;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this instance has folded each partition, by what its own consumers and processors say. The group's committed
 * offsets would not do: another instance may have written them, they come late, and they stop short of transaction
 * markers that no record follows.
 *
 * <p>Written by stream threads, read by any.
 */
final class Positions {

    private final Map<TopicPartition, Polled> polled = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Progress> progress = new ConcurrentHashMap<>();
    private final ReadWriteLock folding = new ReentrantReadWriteLock();

    /**
     * What a consumer last told of a partition.
     *
     * @param task that worked on the partition then
     * @param position everything below it was handed out, or is nothing to hand out (markers, aborted records)
     * @param lastHandedOut the offset of the last record that the task was given; -1 when there was none
     */
    private record Polled(Object consumer, Progress task, long position, long lastHandedOut) {}

    /** How far one task has folded its partition; another task of the same partition starts another one. */
    static final class Progress {

        private final Map<String, Object> tables = new ConcurrentHashMap<>();
        private volatile long lastFolded = -1;

        void folded(long offset) {
            lastFolded = offset;
        }

        /**
         * A table of the task, looked for once: that takes longer than to read a row, since Kafka Streams walks through
         * all tasks, under a lock. When the task is at work after the table was read, it was this task's all the time.
         *
         * @param search finds the table of the task that is at work; of one type for each name
         */
        @SuppressWarnings("unchecked")
        <S> S table(String name, Supplier<S> search) {
            Object known = tables.get(name);
            if (known == null) {
                known = search.get();
                tables.put(name, known);
            }
            return (S) known;
        }
    }

    /** Folds one record; waits while the tables {@linkplain #standStill stand still}. */
    void fold(Runnable record) {
        folding.readLock().lock();
        try {
            record.run();
        } finally {
            folding.readLock().unlock();
        }
    }

    /** Returns when no record is being folded; none is until {@link #goOn}, which the same thread calls soon. */
    void standStill() {
        folding.writeLock().lock();
    }

    void goOn() {
        folding.writeLock().unlock();
    }

    /** A task starts on the partition: what an earlier one has folded here may be gone. */
    Progress start(TopicPartition partition) {
        Progress started = new Progress();
        progress.put(partition, started);
        return started;
    }

    void stop(TopicPartition partition, Progress stopped) {
        progress.remove(partition, stopped);
        stopped.tables.clear();
    }

    /** The task at work on the partition; empty when it is not here. */
    Optional<Progress> at(TopicPartition partition) {
        return Optional.ofNullable(progress.get(partition));
    }

    /** The partitions at work here. */
    Set<TopicPartition> here() {
        return Set.copyOf(progress.keySet());
    }

    /** Notes how far a consumer is; called by its thread after each poll. */
    void polled(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> assigned = consumer.assignment();
        polled.forEach((partition, told) -> {
            if (told.consumer() == consumer && !assigned.contains(partition)) {
                polled.remove(partition, told);
            }
        });
        for (TopicPartition partition : assigned) {
            note(consumer, partition, records);
        }
    }

    private void note(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, ConsumerRecords<byte[], byte[]> records) {
        Progress task = progress.get(partition);
        OptionalLong position = ConsumerPosition.of(consumer, partition);
        if (task == null || position.isEmpty()) {
            return;
        }
        Polled before = polled.get(partition);
        boolean goesOn = before != null && before.consumer() == consumer && before.task() == task;
        List<ConsumerRecord<byte[], byte[]>> handedOut = records.records(partition);
        long last = goesOn ? before.lastHandedOut() : -1;
        if (!handedOut.isEmpty()) {
            last = handedOut.getLast().offset();
        }
        if (!goesOn || before.position() != position.getAsLong() || before.lastHandedOut() != last) {
            polled.put(partition, new Polled(consumer, task, position.getAsLong(), last));
        }
    }

    /** An offset below which everything in the partition is folded here; empty when nothing is known yet. */
    OptionalLong folded(TopicPartition partition) {
        Polled told = polled.get(partition);
        Progress task = progress.get(partition);
        if (task == null) {
            return OptionalLong.empty();
        }
        long lastFolded = task.lastFolded;
        if (told != null && told.task() == task && lastFolded >= told.lastHandedOut()) {
            return OptionalLong.of(Math.max(told.position(), lastFolded + 1));
        }
        return lastFolded < 0 ? OptionalLong.empty() : OptionalLong.of(lastFolded + 1);
    }
}
