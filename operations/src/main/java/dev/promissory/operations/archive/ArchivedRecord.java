package dev.promissory.operations.archive;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record as it stands in its topic; key and value may be null.
 *
 * @param setAside why it counts for nothing, of a record that no steward wrote
 */
record ArchivedRecord(
        int partition,
        long offset,
        long timestampMs,
        byte[] key,
        byte[] value,
        Headers headers,
        Optional<String> setAside) {

    static ArchivedRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new ArchivedRecord(
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    ArchivedRecord settingAside(String reason) {
        return new ArchivedRecord(partition, offset, timestampMs, key, value, headers, Optional.of(reason));
    }
}
