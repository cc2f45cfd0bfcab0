package dev.promissory.processor;

import dev.promissory.kit.QuickReturn;
import dev.promissory.kit.RocksMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka settings of the stewards that differ from the defaults, each with its reason. */
final class ProcessorKafka {

    static final String APPLICATION_ID = "promissory-processor";

    private static final String NO_LIMIT = Long.toString(Long.MAX_VALUE);
    private static final long ROCKS_BYTES = 192L << 20;
    private static final long ROCKS_WRITE_BUFFER_BYTES = 96L << 20;

    private ProcessorKafka() {}

    static Properties streams(ProcessorSettings settings) {
        Map<String, Object> own = new HashMap<>(QuickReturn.settings(settings.stateDir()));
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        own.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toString());
        own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        // A command's facts, messages, outcome, state and offset commit together or not at all.
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // The asker waits for the commit. In a flood it costs: at the default of 100 about twice as much gets through.
        own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5L);
        // How long a thread without input waits before it looks whether a commit is due.
        own.put(StreamsConfig.POLL_MS_CONFIG, 2L);
        // A steward without a command has not missed its history: it starts with the oldest.
        own.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Facts are text that repeats itself: a third of the bytes, for little work.
        own.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // Changelogs repeat record times. After a broker's clock was ahead and is set right, those lie in the future,
        // and a topic that refuses them would stop the stewards until that hour has come.
        own.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG), NO_LIMIT);
        own.putAll(new RocksMemory(ROCKS_BYTES, ROCKS_WRITE_BUFFER_BYTES).settings());
        Properties properties = new Properties();
        properties.putAll(settings.kafka().with(own));
        return properties;
    }
}
