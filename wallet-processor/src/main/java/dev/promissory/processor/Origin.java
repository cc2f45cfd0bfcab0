package dev.promissory.processor;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Topic;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where an input record stands in Kafka, and what its sender wrote beside it. */
record Origin(Topic topic, int partition, long offset, long timestampMs, Headers headers) {

    static Origin of(Topic topic, RecordMetadata metadata, long timestampMs, Headers headers) {
        return new Origin(topic, metadata.partition(), metadata.offset(), timestampMs, headers);
    }

    /** {@code topic-partition@offset}: the cause of all that follows from the record. */
    byte[] cause() {
        return HeaderNames.text(topic.topicName() + "-" + partition + "@" + offset);
    }
}
