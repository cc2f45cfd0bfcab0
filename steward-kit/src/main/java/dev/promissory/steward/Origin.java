package dev.promissory.steward;

import dev.promissory.protocol.HeaderNames;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where an input record stands in Kafka, and what its sender wrote beside it. */
public record Origin(String topic, int partition, long offset, long timestampMs, Headers headers) {

    /** Of the record that is being processed. */
    public static Origin of(ProcessorContext<?, ?> context, Record<?, ?> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        return new Origin(
                metadata.topic(), metadata.partition(), metadata.offset(), record.timestamp(), record.headers());
    }

    /** {@code topic-partition@offset}. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /** The place: the cause of all that follows from the record. */
    public byte[] cause() {
        return HeaderNames.text(place());
    }
}
