package dev.promissory.steward;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.kit.QuickReturn;
import dev.promissory.kit.RocksMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka Streams settings of a steward that differ from the defaults, each with its reason.
 *
 * @param applicationId names the group, the transactions and the changelogs
 * @param stateDir where its local stores lie; they can always be restored from Kafka
 * @param threads at most as many as there are partitions have work
 * @param commitInterval how long what was decided may wait for its transaction to end; whoever asked waits with it, unless {@link
 *     GroupCommit} commits sooner
 * @param poll how long a thread without input waits before it looks whether a commit is due; {@link GroupCommit} has it wait
 *     less when one is
 * @param memory for all RocksDB stores together
 */
public record ExactlyOnce(
        String applicationId, Path stateDir, int threads, Duration commitInterval, Duration poll, RocksMemory memory) {

    private static final String NO_LIMIT = Long.toString(Long.MAX_VALUE);

    /**
     * The settings of changelogs that are not Kafka Streams' own. They repeat record times. After a broker's clock was ahead
     * and is set right, those lie in the future, and a topic that refuses them would stop the stewards until that hour has
     * come.
     */
    public static Map<String, String> changelogSettings() {
        return Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, NO_LIMIT);
    }

    public Properties settings(KafkaConnection kafka) {
        Map<String, Object> own = new HashMap<>(QuickReturn.settings(stateDir));
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        own.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        // All that one input record leads to, its own offset included, commits together or not at all.
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        own.put(StreamsConfig.POLL_MS_CONFIG, poll.toMillis());
        // A steward without a position has not missed its history: it starts with the oldest.
        own.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Facts are text that repeats itself: a third of the bytes, for little work.
        own.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // Each commit sends what there is, so that nobody waits for a batch to become full; in a flood, whole ones are
        // fewer requests and shrink better.
        own.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        // While the end of a transaction is being written, the next is told to try again, often within a millisecond;
        // with 100, the default, one commit in twenty took so much longer. The price: while a transaction coordinator
        // is away or loads, each producer asks for it so often.
        own.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2);
        changelogSettings().forEach((name, value) -> own.put(StreamsConfig.topicPrefix(name), value));
        own.putAll(memory.settings());
        Properties properties = new Properties();
        properties.putAll(kafka.with(own));
        return properties;
    }
}
