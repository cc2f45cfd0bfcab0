package dev.promissory.views.webhooks;

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

/** The Kafka settings of the webhooks that differ from the defaults, each with its reason. */
final class WebhookKafka {

    private WebhookKafka() {}

    static Producer<byte[], byte[]> producer(KafkaConnection kafka) {
        Map<String, Object> own = new HashMap<>();
        own.put(ProducerConfig.CLIENT_ID_CONFIG, "promissory-webhooks");
        // A registration that was acknowledged, or a delivery that was given up, must outlive any one broker.
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A caller waits for each record.
        own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // The caller hears within these that Kafka does not answer, and not after two minutes.
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaProducer<>(kafka.with(own), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Consumer<byte[], byte[]> consumer(KafkaConnection kafka) {
        Map<String, Object> own = new HashMap<>();
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "promissory-webhooks");
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Without a group there is nothing to commit: every start reads everything.
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Should the position vanish (topic made anew), all that is there counts.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Reading from a topic that somebody deleted must not make it, with the wrong settings.
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(kafka.with(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
