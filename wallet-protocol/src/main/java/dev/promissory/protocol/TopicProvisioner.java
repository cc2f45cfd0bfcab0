package dev.promissory.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics that are missing and checks those that are there. Any service may do it first, or several at once. */
public final class TopicProvisioner {

    private static final int TIMEOUT_SECONDS = 30;

    private final Admin admin;
    private final OptionalInt wantedPartitions;
    private final int defaultPartitions;

    /**
     * @param wantedPartitions when present, existing topics must have just as many
     * @param defaultPartitions for topics that have to be made, when nobody says how many
     */
    public TopicProvisioner(Admin admin, OptionalInt wantedPartitions, int defaultPartitions) {
        this.admin = admin;
        this.wantedPartitions = wantedPartitions;
        this.defaultPartitions = defaultPartitions;
    }

    /**
     * @throws TopicMismatchException when a topic is there with another partition count or timestamp type
     * @throws IllegalStateException when the cluster does not answer
     */
    public TopicLayout provision() {
        Map<Topic, TopicDescription> existing = describe();
        int partitions = wantedPartitions.orElseGet(() -> existing.entrySet().stream()
                .filter(entry -> entry.getKey().partitioning() == Topic.Partitioning.BY_WALLET)
                .map(entry -> entry.getValue().partitions().size())
                .findFirst()
                .orElse(defaultPartitions));
        List<NewTopic> missing = Arrays.stream(Topic.values())
                .filter(topic -> !existing.containsKey(topic))
                .map(topic -> newTopic(topic, partitions))
                .toList();
        if (!missing.isEmpty()) {
            create(missing);
        }
        Map<Topic, TopicDescription> all = missing.isEmpty() ? existing : describeAll();
        check(all, partitions);
        return layout(all);
    }

    private void check(Map<Topic, TopicDescription> topics, int partitions) {
        Map<Topic, String> timestampTypes = timestampTypes();
        for (Map.Entry<Topic, TopicDescription> entry : topics.entrySet()) {
            Topic topic = entry.getKey();
            int actual = entry.getValue().partitions().size();
            if (topic.partitioning() == Topic.Partitioning.BY_WALLET && actual != partitions) {
                throw new TopicMismatchException("topic " + topic.topicName() + " has " + actual
                        + " partitions but must have " + partitions
                        + ", as many as the other topics that are keyed by wallet; use a cluster or a --partitions"
                        + " setting that fits");
            }
            if (!timestampTypes.get(topic).equals(topic.timestampType())) {
                throw new TopicMismatchException("topic " + topic.topicName() + " has message.timestamp.type="
                        + timestampTypes.get(topic) + " but must have " + topic.timestampType()
                        + "; set it with kafka-configs --alter and start again");
            }
        }
    }

    private static TopicLayout layout(Map<Topic, TopicDescription> topics) {
        Map<Topic, Uuid> ids = new EnumMap<>(Topic.class);
        topics.forEach((topic, description) -> ids.put(topic, description.topicId()));
        return new TopicLayout(
                topics.get(Topic.FACTS).partitions().size(),
                topics.get(Topic.OUTCOMES).partitions().size(),
                ids);
    }

    private static NewTopic newTopic(Topic topic, int partitions) {
        int count = topic.partitioning() == Topic.Partitioning.SINGLE ? 1 : partitions;
        return new NewTopic(topic.topicName(), Optional.of(count), Optional.empty()).configs(topic.settings());
    }

    private void create(List<NewTopic> topics) {
        for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
            try {
                get(created);
            } catch (TopicExistsException e) {
                // Another service made it meanwhile; it is checked like any that was there before.
                continue;
            }
        }
    }

    /** A topic that was just made may not be known to every broker yet: asked for again until all are there. */
    private Map<Topic, TopicDescription> describeAll() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        Map<Topic, TopicDescription> found = describe();
        while (found.size() < Topic.values().length) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the topics were made but the cluster does not show them");
            }
            found = describe();
        }
        return found;
    }

    private Map<Topic, TopicDescription> describe() {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(names).topicNameValues();
        Map<Topic, TopicDescription> found = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            try {
                found.put(topic, get(asked.get(topic.topicName())));
            } catch (UnknownTopicOrPartitionException e) {
                // Not there yet: what is absent from the answer is made.
                continue;
            }
        }
        return found;
    }

    private Map<Topic, String> timestampTypes() {
        List<ConfigResource> resources = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            resources.add(resource(topic));
        }
        Map<ConfigResource, Config> configs =
                get(admin.describeConfigs(resources).all());
        Map<Topic, String> types = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            types.put(
                    topic,
                    configs.get(resource(topic))
                            .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                            .value());
        }
        return types;
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw new IllegalStateException(
                        "Kafka did not answer: " + e.getCause().getMessage(), e.getCause());
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Kafka refused: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing the topics", e);
        }
    }
}
