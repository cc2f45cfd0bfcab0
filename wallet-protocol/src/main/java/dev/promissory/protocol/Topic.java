package dev.promissory.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/** The topics: what the services, and everybody else, agree on. */
public enum Topic {
    /** Asks. Keyed by wallet id. */
    COMMANDS("wallet.commands", Partitioning.BY_WALLET, Duration.ofDays(7), true),
    /** Promises travelling from steward to steward. Keyed by the wallet that is to act. */
    TRANSFERS("wallet.transfers", Partitioning.BY_WALLET, Kept.FOREVER, true),
    /** What happened. Keyed by wallet id; only stewards write it. */
    FACTS("wallet.facts", Partitioning.BY_WALLET, Kept.FOREVER, false),
    /** The stewards' answers. Keyed by wallet id, on the partition that the asker named. */
    OUTCOMES("wallet.outcomes", Partitioning.BY_ASKER, Duration.ofDays(7), false),
    /** What could not be read. Keyed as received. */
    DEAD_LETTERS("wallet.dead-letters", Partitioning.SINGLE, Duration.ofDays(30), false);

    /** What decides how many partitions a topic has and where its records go. */
    public enum Partitioning {
        BY_WALLET,
        BY_ASKER,
        SINGLE
    }

    private final String topicName;
    private final Partitioning partitioning;
    private final Duration retention;
    private final boolean stampedByBroker;

    Topic(String topicName, Partitioning partitioning, Duration retention, boolean stampedByBroker) {
        this.topicName = topicName;
        this.partitioning = partitioning;
        this.retention = retention;
        this.stampedByBroker = stampedByBroker;
    }

    public String topicName() {
        return topicName;
    }

    public Partitioning partitioning() {
        return partitioning;
    }

    /** {@code LogAppendTime} where a sender's clock must not decide anything, {@code CreateTime} elsewhere. */
    public String timestampType() {
        return stampedByBroker ? "LogAppendTime" : "CreateTime";
    }

    /** The topic's settings that differ from the broker's. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampType());
        if (!stampedByBroker) {
            // These carry the times of the records that caused them. After a broker's clock was ahead and is set right,
            // such times lie in the future; a topic that refuses them (the default, beyond an hour) stops its writer.
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        }
        settings.put(
                TopicConfig.RETENTION_MS_CONFIG,
                retention == Kept.FOREVER ? "-1" : Long.toString(retention.toMillis()));
        if (retention == Kept.FOREVER) {
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
                        retention == Kept.FOREVER
                                ? Set.of(
                                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                        TopicConfig.CLEANUP_POLICY_CONFIG,
                                        TopicConfig.RETENTION_MS_CONFIG,
                                        TopicConfig.RETENTION_BYTES_CONFIG)
                                : Set.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
        return required;
    }

    /** Holds what the constants above need before this class has its own fields. */
    private static final class Kept {
        static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);
    }
}
