package dev.promissory.gateway;

import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** One partition of a topic of outcomes: what the test puts there is read at once. */
final class FakeOutcomes extends MockConsumer<byte[], byte[]> {

    static final int PARTITION = 3;

    private final TopicPartition outcomes;
    private long next;
    private boolean positionHidden;

    FakeOutcomes() {
        this(0);
    }

    FakeOutcomes(long end) {
        this(Topic.OUTCOMES.topicName(), end);
    }

    FakeOutcomes(String topic, long end) {
        super("latest");
        outcomes = new TopicPartition(topic, PARTITION);
        next = end;
        updateBeginningOffsets(Map.of(outcomes, 0L));
        updateEndOffsets(Map.of(outcomes, end));
    }

    synchronized void put(Headers headers, byte[] value) {
        addRecord(new ConsumerRecord<>(
                outcomes.topic(),
                PARTITION,
                next++,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                value,
                headers,
                Optional.empty()));
        notifyAll();
    }

    synchronized void breakWith(RuntimeException cause) {
        schedulePollTask(() -> {
            throw cause;
        });
        notifyAll();
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(Duration.ZERO);
        if (!records.isEmpty()) {
            return records;
        }
        try {
            wait(timeout.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return super.poll(Duration.ZERO);
    }

    /** As when no broker says where the end is. */
    void hidePosition() {
        positionHidden = true;
    }

    @Override
    public synchronized long position(TopicPartition partition, Duration timeout) {
        if (positionHidden) {
            throw new TimeoutException("no broker says where " + partition + " ends");
        }
        return super.position(partition, timeout);
    }

    @Override
    public synchronized void wakeup() {
        super.wakeup();
        notifyAll();
    }
}
