package dev.promissory.rates;

import dev.promissory.kit.KafkaConnection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of a rate feed: every setting that differs from the default, with its reason. */
final class FeedKafka {

    private FeedKafka() {}

    static Producer<byte[], byte[]> producer(KafkaConnection kafka) {
        Map<String, Object> own = new HashMap<>();
        own.put(ProducerConfig.CLIENT_ID_CONFIG, "promissory-rates");
        // "Published" must outlive the broker that said so, and a resend must not put an old rate after a newer one.
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A rate that could not be delivered is better asked for again than delivered minutes later.
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaProducer<>(kafka.with(own), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Consumer<byte[], byte[]> consumer(KafkaConnection kafka) {
        Map<String, Object> own = new HashMap<>();
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "promissory-rates");
        // What somebody else's transaction aborts was never published; the views do not see it either.
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Without a group there is nothing to commit; every start reads the whole topic, one record for each pair.
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Should the position vanish because the topic was made anew, all of the new one counts.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Reading from a topic that somebody deleted must not make it, with the wrong settings.
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A poll that Kafka does not answer is told, and tried again with the next one.
        own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaConsumer<>(kafka.with(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
