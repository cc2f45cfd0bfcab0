package dev.promissory.operations.log;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where a record lies; as text {@code topic-partition@offset}, which is how causes name it too. */
public record Place(String topic, int partition, long offset) {

    public static Place of(ConsumerRecord<?, ?> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    public static Place of(RecordMetadata written) {
        return new Place(written.topic(), written.partition(), written.offset());
    }

    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
