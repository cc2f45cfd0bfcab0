package dev.promissory.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of a gateway: every setting that differs from the default, with its reason. */
final class GatewayKafka {

    private static final int PROBE_TIMEOUT_MS = 1_000;

    private GatewayKafka() {}

    static Producer<byte[], byte[]> producer(GatewaySettings settings) {
        return new KafkaProducer<>(
                settings.kafka().with(producerSettings()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> producerSettings() {
        Map<String, Object> own = new HashMap<>();
        own.put(ProducerConfig.CLIENT_ID_CONFIG, "promissory-gateway-commands");
        // "Kafka has the command" must outlive the broker that said so, and a resend must not double it.
        own.put(ProducerConfig.ACKS_CONFIG, "all");
        own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Where many wait, what comes within this time is one request to the broker, and wakes the stewards once.
        own.put(ProducerConfig.LINGER_MS_CONFIG, Gathering.MS);
        // Commands are text that repeats itself within a batch; lz4 costs the least time.
        own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // How long a send may wait for metadata or memory: the caller then still hears in time that it was refused.
        own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_500);
        // The caller has heard "unknown" after 5 s; a command must not turn up minutes later, when nobody expects it.
        // Both stand together, because a delivery has at least the time of one request.
        own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return own;
    }

    /** @param topic that it is to read outcomes from */
    static Consumer<byte[], byte[]> consumer(GatewaySettings settings, String topic) {
        Map<String, Object> own = new HashMap<>();
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "promissory-gateway-" + topic);
        // An answer that is not committed may never have been given.
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Without a group there is nothing to commit; positions live as long as the process.
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Should the position vanish (topic made anew, retention), answers to come matter, old ones do not.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        // A commit wakes the fetch that waits at the broker. Should one ever be missed, an answer is this late.
        own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        // Reading from a topic that somebody deleted must not make it, with the wrong settings.
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(
                settings.kafka().with(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static Admin admin(GatewaySettings settings) {
        return Admin.create(
                settings.kafka().with(Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "promissory-gateway-admin")));
    }

    /** Asks the cluster for its id, which any living broker knows and nobody needs a right to ask for. */
    static BrokerProbe.Question question(Admin admin) {
        return () -> clusterId(admin);
    }

    private static String clusterId(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        return admin.describeCluster(new DescribeClusterOptions().timeoutMs(PROBE_TIMEOUT_MS))
                .clusterId()
                .get(2 * PROBE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }
}
