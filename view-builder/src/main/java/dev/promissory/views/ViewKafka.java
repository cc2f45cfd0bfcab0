package dev.promissory.views;

import dev.promissory.kit.QuickReturn;
import dev.promissory.kit.RocksMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka settings of the views that differ from the defaults, each with its reason. */
final class ViewKafka {

    private static final long ROCKS_BYTES = 192L << 20;
    private static final long ROCKS_WRITE_BUFFER_BYTES = 96L << 20;

    private ViewKafka() {}

    static RocksMemory rocksMemory() {
        return new RocksMemory(ROCKS_BYTES, ROCKS_WRITE_BUFFER_BYTES);
    }

    static Properties streams(GenerationName name, ViewSettings settings, Positions positions, RocksMemory memory) {
        Map<String, Object> own = new HashMap<>(QuickReturn.settings(settings.stateDir()));
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, name.applicationId());
        own.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        // The default, named because the tables are made for it: they take a record any number of times, and a crash
        // needs no restoring from the beginning, but of outcomes soon after a new segment.
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        // A fact counts when the steward's transaction has committed. What it aborts was never a fact, and folding it
        // would break the chain for good.
        own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        // What an aborted transaction wrote to wallet.rates was never published.
        own.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        // How much is folded twice after a crash. Each commit costs a flush of the changelog's producer.
        own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L);
        // How long a thread without input waits before it looks whether a commit is due.
        own.put(StreamsConfig.POLL_MS_CONFIG, 20L);
        // A fetch under way does not know of the partitions that were restored meanwhile: they wait until it ends, for
        // 500 ms by default.
        own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        // Rows hold facts, text that repeats itself: a third of the bytes, for little work.
        own.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // A rebuild writes some megabytes from one commit to the next: the longer each batch, the fewer requests.
        // Nothing waits for a batch to become full: each commit sends what there is.
        own.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        // Changelogs repeat record times. One that lies in the future (a forged record's, or from when a broker's clock
        // was ahead) must not stop the views: a topic refuses such times by default.
        own.put(
                StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
                Long.toString(Long.MAX_VALUE));
        own.putAll(memory.settings());
        own.putAll(PositionKeepingClients.settings(positions));
        Properties properties = new Properties();
        properties.putAll(settings.kafka().with(own));
        return properties;
    }
}
