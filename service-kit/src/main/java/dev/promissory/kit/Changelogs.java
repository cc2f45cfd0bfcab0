package dev.promissory.kit;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The settings of stores' changelogs that are neither Kafka's own nor Kafka Streams'. */
public final class Changelogs {

    /** The newest segment is never compacted, and a broker that was killed reads it again from its beginning. */
    private static final int SEGMENT_BYTES = 16 << 20;

    private Changelogs() {}

    /** By name, as topics have them. */
    public static Map<String, String> settings() {
        return Map.of(
                // They repeat record times. One that lies in the future (a forged record's, or from when a broker's
                // clock
                // was ahead) is refused by default, and would stop the instance until that hour has come.
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                Long.toString(Long.MAX_VALUE),
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(SEGMENT_BYTES));
    }
}
