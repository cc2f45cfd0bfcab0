package dev.promissory.operations.log;

import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** In which order the records of several partitions are handed over; those of one stay in theirs. */
interface Order {

    void open(TopicPartition partition);

    /** Whether anything is still to come, or to be handed over. */
    boolean isOpen();

    void add(ConsumerRecord<byte[], byte[]> record);

    /** Nothing more comes from it; what it has is still handed over. */
    void close(TopicPartition partition);

    /** Hands over what can be by now, and counts it. */
    int drain(Consumer<ConsumerRecord<byte[], byte[]>> taker);

    /** Those to read from next. */
    Collection<TopicPartition> hungry();
}
