package dev.promissory.views.feed;

import dev.promissory.kit.KafkaConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The Kafka settings of a feed that differ from the defaults, each with its reason. */
final class FeedKafka {

    private FeedKafka() {}

    /** For who reads one record here and one there. */
    static Consumer<byte[], byte[]> singleRecords(KafkaConnection kafka) {
        // A broker gives one batch however large it is; what follows it in the log is read for nothing.
        return consumer(
                kafka,
                Map.of(
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        4 << 10,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1));
    }

    static Consumer<byte[], byte[]> consumer(KafkaConnection kafka) {
        return consumer(kafka, Map.of());
    }

    private static Consumer<byte[], byte[]> consumer(KafkaConnection kafka, Map<String, Object> instead) {
        Map<String, Object> own = new HashMap<>();
        // What a steward's transaction aborts was never a fact.
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Without a group there is nothing to commit; whoever reads the feed keeps its position.
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A position that is not in the topic is an error: to go on elsewhere would leave facts out or repeat them.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Reading from a topic that somebody deleted must not make it, with the wrong settings.
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // There may be a hundred feeds, and each holds up to this much that nobody has asked for yet; by default 50
        // MiB.
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 512 << 10);
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 128 << 10);
        // What is handed out in one go is in memory at once, until it is written to a client.
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        // A feed reads when there is something to read. A fetch that was sent for nothing all the same must not hold it
        // back for long; by default 500 ms.
        own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        // Feeds come and go: nobody watches the metrics of each, neither here nor at the broker.
        own.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        own.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        own.putAll(instead);
        return new KafkaConsumer<>(kafka.with(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
