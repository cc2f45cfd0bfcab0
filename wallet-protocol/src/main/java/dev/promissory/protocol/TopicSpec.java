package dev.promissory.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic must be like, whoever makes it first: {@link TopicProvisioner} makes and checks it.
 *
 * @param name of the topic
 * @param partitioning what decides how many partitions it has and where its records go
 * @param keeping what of it is kept, and how long
 * @param stampedByBroker whether the broker's clock decides a record's time and not the sender's
 */
public record TopicSpec(String name, Partitioning partitioning, Keeping keeping, boolean stampedByBroker) {

    /** What decides how many partitions a topic has and where its records go. */
    public enum Partitioning {
        /** As many as all topics keyed by wallet; a record's key decides. */
        BY_WALLET,
        /** As many as the others when it is made, any number later: the asker names a partition. */
        BY_ASKER,
        SINGLE
    }

    /**
     * What is kept of a topic.
     *
     * @param atLeast how long a record is kept; empty for ever
     * @param compacted whether only the last record of each key is kept, for ever
     */
    public record Keeping(Optional<Duration> atLeast, boolean compacted) {

        public static final Keeping EVERYTHING = new Keeping(Optional.empty(), false);

        public static final Keeping LAST_OF_EACH_KEY = new Keeping(Optional.empty(), true);

        public static Keeping days(int days) {
            return new Keeping(Optional.of(Duration.ofDays(days)), false);
        }
    }

    /** {@code LogAppendTime} where a sender's clock must not decide anything, {@code CreateTime} elsewhere. */
    public String timestampType() {
        return stampedByBroker ? "LogAppendTime" : "CreateTime";
    }

    /** The topic's settings that differ from the broker's. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                keeping.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampType());
        if (!stampedByBroker) {
            // These carry the times of the records that caused them. After a broker's clock was ahead and is set right,
            // such times lie in the future; a topic that refuses them (the default, beyond an hour) stops its writer.
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        }
        settings.put(
                TopicConfig.RETENTION_MS_CONFIG,
                keeping.atLeast().map(span -> Long.toString(span.toMillis())).orElse("-1"));
        if (keeping.atLeast().isEmpty()) {
            // A broker's default may limit the size as well, and that would forget facts.
            settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        }
        return settings;
    }

    /** Those of {@link #settings} that a topic somebody else made must have too: without them promises would break. */
    public Map<String, String> requiredSettings() {
        Map<String, String> required = settings();
        required.keySet()
                .retainAll(
                        keeping.atLeast().isEmpty()
                                ? Set.of(
                                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                        TopicConfig.CLEANUP_POLICY_CONFIG,
                                        TopicConfig.RETENTION_MS_CONFIG,
                                        TopicConfig.RETENTION_BYTES_CONFIG)
                                : Set.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
        return required;
    }
}
