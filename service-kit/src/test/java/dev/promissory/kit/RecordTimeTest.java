package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {

    private final RecordTime time = new RecordTime();

    @Test
    void isWhatTheRecordSays() {
        assertThat(time.extract(stamped(42), 1_000)).isEqualTo(42);
        assertThat(time.extract(stamped(0), 1_000)).isZero();
    }

    @Test
    void isTheNewestOfThePartitionWhereTheRecordSaysNothing() {
        assertThat(time.extract(stamped(-1), 1_000)).isEqualTo(1_000);
        assertThat(time.extract(stamped(-1), -1)).isZero();
    }

    private static ConsumerRecord<Object, Object> stamped(long timestampMs) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                timestampMs,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }
}
