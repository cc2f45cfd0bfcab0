package dev.promissory.processor;

import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.steward.AnswerMemory;
import dev.promissory.steward.ExactlyOnce;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that the stewards' stores are restored from. Kafka Streams makes them, or a rebuild makes them anew. */
public final class StewardChangelogs {

    /** What Kafka Streams adds, by default, to how long a window store's rows are kept. */
    private static final Duration WINDOWS_KEPT_LONGER = Duration.ofDays(1);

    private StewardChangelogs() {}

    /** By store, the partition count and id of each topic that is there. */
    public static SortedMap<StewardStore, TopicDescription> found(Admin admin) {
        List<String> names = Arrays.stream(StewardStore.values())
                .map(StewardStore::changelogTopic)
                .toList();
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(names).topicNameValues();
        SortedMap<StewardStore, TopicDescription> found = new TreeMap<>();
        for (StewardStore store : StewardStore.values()) {
            described(asked.get(store.changelogTopic())).ifPresent(topic -> found.put(store, topic));
        }
        return found;
    }

    /** Their ids, as a text: made anew, they have another. */
    static String identity(SortedMap<StewardStore, TopicDescription> found) {
        StringBuilder identity = new StringBuilder();
        found.forEach((store, topic) -> {
            Uuid id = topic.topicId();
            identity.append(store.changelogTopic()).append('=').append(id).append('\n');
        });
        return identity.toString();
    }

    /** As Kafka Streams would make them. */
    public static List<NewTopic> anew(int partitions, Duration rememberFor) {
        return Arrays.stream(StewardStore.values())
                .map(store -> new NewTopic(store.changelogTopic(), Optional.of(partitions), Optional.empty())
                        .configs(settings(store, rememberFor)))
                .toList();
    }

    private static Map<String, String> settings(StewardStore store, Duration rememberFor) {
        Map<String, String> settings = new HashMap<>(ExactlyOnce.changelogSettings());
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        if (store == StewardStore.REMEMBERED_COMMANDS) {
            settings.put(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE);
            Duration kept = AnswerMemory.retention(rememberFor).plus(WINDOWS_KEPT_LONGER);
            settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()));
        }
        return settings;
    }

    private static Optional<TopicDescription> described(KafkaFuture<TopicDescription> asked) {
        try {
            return Optional.of(KafkaAnswer.of(asked));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }
}
