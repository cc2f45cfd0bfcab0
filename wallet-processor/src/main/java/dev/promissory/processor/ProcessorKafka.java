package dev.promissory.processor;

import dev.promissory.kit.RocksMemory;
import dev.promissory.steward.ExactlyOnce;
import java.time.Duration;
import java.util.Properties;

/** The wallets' stewards as a Kafka Streams application. */
final class ProcessorKafka {

    static final String APPLICATION_ID = "promissory-processor";

    /** The asker waits for the commit. In a flood it costs: at the default of 100 about twice as much gets through. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(5);

    private static final Duration POLL = Duration.ofMillis(2);
    private static final long ROCKS_BYTES = 192L << 20;
    private static final long ROCKS_WRITE_BUFFER_BYTES = 96L << 20;

    private ProcessorKafka() {}

    static Properties streams(ProcessorSettings settings) {
        return new ExactlyOnce(
                        APPLICATION_ID,
                        settings.stateDir(),
                        settings.streamThreads(),
                        COMMIT_INTERVAL,
                        POLL,
                        new RocksMemory(ROCKS_BYTES, ROCKS_WRITE_BUFFER_BYTES))
                .settings(settings.kafka());
    }
}
