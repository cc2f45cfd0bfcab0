package dev.promissory.protocol;

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
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
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
     * @throws TopicMismatchException when a topic is there with another partition count, timestamp type, or a
     *     retention that forgets what must be kept
     * @throws KafkaUnavailableException when the cluster does not answer
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
        Map<Topic, Config> configs = configs();
        for (Map.Entry<Topic, TopicDescription> each : topics.entrySet()) {
            Topic topic = each.getKey();
            int actual = each.getValue().partitions().size();
            if (topic.partitioning() == Topic.Partitioning.BY_WALLET && actual != partitions) {
                throw new TopicMismatchException("topic " + topic.topicName() + " has " + actual
                        + " partitions but must have " + partitions
                        + ", as many as the other topics that are keyed by wallet; use a cluster or a --partitions"
                        + " setting that fits");
            }
            topic.requiredSettings().forEach((name, required) -> {
                ConfigEntry entry = configs.get(topic).get(name);
                String found = entry == null ? null : entry.value();
                if (!required.equals(found)) {
                    throw new TopicMismatchException("topic " + topic.topicName() + " has " + name + "=" + found
                            + " but must have " + required + "; set it with kafka-configs --alter and start again");
                }
            });
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

    private Map<Topic, Config> configs() {
        List<ConfigResource> resources =
                Arrays.stream(Topic.values()).map(TopicProvisioner::resource).toList();
        Map<ConfigResource, Config> found = get(admin.describeConfigs(resources).all());
        Map<Topic, Config> configs = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            configs.put(topic, found.get(resource(topic)));
        }
        return configs;
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw new KafkaUnavailableException(
                        "Kafka did not answer: " + e.getCause().getMessage(), e.getCause());
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaUnavailableException("Kafka refused: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException(
                    "Kafka did not answer within " + TIMEOUT_SECONDS + " s; is --bootstrap right?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing the topics", e);
        }
    }
}
