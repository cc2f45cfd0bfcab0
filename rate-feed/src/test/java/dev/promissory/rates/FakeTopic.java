package dev.promissory.rates;

import dev.promissory.protocol.Rate;
import dev.promissory.protocol.RateJson;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** wallet.rates without Kafka: what is written to it can be read from it. */
final class FakeTopic {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.RATES.topicName(), 0);

    private final List<Rate> published = new CopyOnWriteArrayList<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                    if (problem != null) {
                        return CompletableFuture.failedFuture(problem);
                    }
                    append(record.key(), record.value());
                    published.add(RateJson.read(record.key(), record.value()));
                    return super.send(record);
                }
            };

    private final RatesTopic topic;
    private volatile RuntimeException problem;
    private long end;

    FakeTopic() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        topic = new RatesTopic(consumer, producer);
    }

    RatesTopic topic() {
        return topic;
    }

    /** By the feed, in order. */
    List<Rate> published() {
        return published;
    }

    /** {@code BTC/EUR 61234.50}, by the feed, in order. */
    List<String> publishedValues() {
        return published.stream().map(rate -> rate.pair() + " " + rate.plain()).toList();
    }

    /** Somebody else publishes. */
    FakeTopic with(Rate rate) {
        append(RateJson.key(rate), RateJson.write(rate));
        return this;
    }

    FakeTopic withRecord(String key, String value) {
        append(bytes(key), bytes(value));
        return this;
    }

    /** What Kafka says to every record from now on; null for yes. */
    void refuse(RuntimeException problem) {
        this.problem = problem;
    }

    private synchronized void append(byte[] key, byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), end, key, value));
        end++;
        consumer.updateEndOffsets(Map.of(PARTITION, end));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
