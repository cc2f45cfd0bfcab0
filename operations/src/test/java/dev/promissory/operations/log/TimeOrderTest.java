package dev.promissory.operations.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimeOrderTest {

    private static final TopicPartition LEFT = new TopicPartition("left", 0);
    private static final TopicPartition RIGHT = new TopicPartition("right", 0);

    private final TimeOrder order = new TimeOrder();
    private final List<String> taken = new ArrayList<>();

    @Test
    void recordsOfSeveralPartitionsComeInTheOrderOfTheirTime() {
        open(LEFT, RIGHT);
        add(LEFT, 10, 30);
        add(RIGHT, 20);
        close(LEFT, RIGHT);

        drain();

        assertThat(taken).containsExactly("left@10", "right@20", "left@30");
        assertThat(order.isOpen()).isFalse();
    }

    @Test
    void nothingIsTakenBeforeEveryOpenPartitionHasSomethingToCompareWith() {
        open(LEFT, RIGHT);
        add(LEFT, 10, 30);
        drain();
        assertThat(taken).isEmpty();

        add(RIGHT, 5);
        drain();
        assertThat(taken).containsExactly("right@5");

        close(RIGHT);
        drain();
        assertThat(taken).containsExactly("right@5", "left@10", "left@30");
        assertThat(order.isOpen()).isTrue();

        close(LEFT);
        assertThat(order.isOpen()).isFalse();
    }

    @Test
    void aPartitionKeepsItsOwnOrderWhateverItsTimesSay() {
        open(LEFT, RIGHT);
        add(LEFT, 50, 10);
        add(RIGHT, 20);
        close(LEFT, RIGHT);

        drain();

        assertThat(taken).containsExactly("right@20", "left@50", "left@10");
    }

    @Test
    void whatHasEndedIsNotReadAnyMore() {
        open(LEFT, RIGHT);
        add(LEFT, 10);
        close(LEFT);

        assertThat(order.hungry()).containsExactly(RIGHT);
    }

    private void open(TopicPartition... partitions) {
        List.of(partitions).forEach(order::open);
    }

    private void close(TopicPartition... partitions) {
        List.of(partitions).forEach(order::close);
    }

    private void add(TopicPartition partition, long... timesMs) {
        for (long timeMs : timesMs) {
            order.add(new ConsumerRecord<>(
                    partition.topic(),
                    partition.partition(),
                    0,
                    timeMs,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    null,
                    null,
                    new RecordHeaders(),
                    Optional.empty()));
        }
    }

    private void drain() {
        order.drain(record -> taken.add(record.topic() + "@" + record.timestamp()));
    }
}
