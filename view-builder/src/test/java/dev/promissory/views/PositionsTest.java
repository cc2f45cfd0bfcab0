package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PositionsTest {

    private static final TopicPartition PARTITION = new TopicPartition("wallet.facts", 0);

    private final Positions positions = new Positions();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.seek(PARTITION, 5);
    }

    @Test
    void whatWasCommittedBeforeIsFolded() {
        positions.start(PARTITION);

        poll();

        assertThat(positions.folded(PARTITION)).hasValue(5);
    }

    @Test
    void aRecordThatIsOnlyHandedOutIsNotFolded() {
        Positions.Progress task = positions.start(PARTITION);
        poll();
        write(5);
        poll();

        assertThat(positions.folded(PARTITION)).isEmpty();

        task.folded(5);

        assertThat(positions.folded(PARTITION)).hasValue(6);
    }

    /** Were it thrown, Kafka Streams would take care of the new partition, and lose the records of the other. */
    @Test
    void aPartitionThatNoOffsetIsKnownOfTakesNoRecordsFromAnother() {
        MockConsumer<byte[], byte[]> strict = new MockConsumer<>("none");
        strict.assign(List.of(PARTITION));
        strict.seek(PARTITION, 5);
        strict.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 5, new byte[0], new byte[0]));
        ConsumerRecords<byte[], byte[]> handedOut = strict.poll(Duration.ZERO);
        TopicPartition fresh = new TopicPartition("mint.facts", 0);
        strict.assign(List.of(PARTITION, fresh));
        positions.start(fresh);
        Positions.Progress task = positions.start(PARTITION);

        positions.polled(strict, handedOut);

        task.folded(5);
        assertThat(positions.folded(PARTITION)).hasValue(6);
        assertThat(positions.folded(fresh)).isEmpty();
    }

    @Test
    void markersAreBehindAConsumerThatHasPassedThem() {
        Positions.Progress task = positions.start(PARTITION);
        write(5);
        poll();
        task.folded(5);
        assertThat(positions.folded(PARTITION)).hasValue(6);

        consumer.seek(PARTITION, 7);
        poll();

        assertThat(positions.folded(PARTITION)).hasValue(7);
    }

    @Test
    void whatAnEarlierTaskWasGivenIsNotWaitedFor() {
        positions.start(PARTITION);
        write(5);
        poll();
        positions.start(PARTITION);
        assertThat(positions.folded(PARTITION)).isEmpty();

        consumer.seek(PARTITION, 5);
        poll();

        assertThat(positions.folded(PARTITION)).hasValue(5);
    }

    @Test
    void aPartitionThatHasMovedAwayIsUnknown() {
        Positions.Progress task = positions.start(PARTITION);
        poll();
        positions.stop(PARTITION, task);

        assertThat(positions.folded(PARTITION)).isEmpty();
        assertThat(positions.here()).isEmpty();
    }

    @Test
    void aTaskThatHasStoppedKeepsNoTable() {
        Positions.Progress task = positions.start(PARTITION);
        Object table = task.table("wallets", Object::new);
        assertThat(task.<Object>table("wallets", Object::new)).isSameAs(table);

        positions.stop(PARTITION, task);

        assertThat(task.<Object>table("wallets", Object::new)).isNotSameAs(table);
    }

    private void write(long offset) {
        consumer.addRecord(
                new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]));
    }

    private void poll() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ZERO);
        positions.polled(consumer, records);
    }
}
