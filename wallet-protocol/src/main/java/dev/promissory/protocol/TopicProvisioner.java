package dev.promissory.protocol;

import dev.promissory.protocol.TopicLayout.Placed;
import dev.promissory.protocol.TopicSpec.Partitioning;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
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
     * The topics of {@link Topic#CORE}.
     *
     * @throws TopicMismatchException when a topic is there with another partition count, timestamp type, or a
     *     retention that forgets what must be kept
     * @throws KafkaUnavailableException when the cluster does not answer
     */
    public TopicLayout provision() {
        return provision(List.of());
    }

    /**
     * The topics of {@link Topic#CORE} and these.
     *
     * @throws TopicMismatchException as {@link #provision()}
     * @throws KafkaUnavailableException when the cluster does not answer
     */
    public TopicLayout provision(Collection<TopicSpec> others) {
        List<TopicSpec> wanted = Stream.concat(Topic.CORE.stream().sorted().map(Topic::spec), others.stream())
                .distinct()
                .toList();
        Map<TopicSpec, TopicDescription> existing = describe(wanted);
        int partitions = wantedPartitions.orElseGet(() -> wanted.stream()
                .filter(topic -> topic.partitioning() == Partitioning.BY_WALLET && existing.containsKey(topic))
                .map(topic -> existing.get(topic).partitions().size())
                .findFirst()
                .orElse(defaultPartitions));
        List<NewTopic> missing = wanted.stream()
                .filter(topic -> !existing.containsKey(topic))
                .map(topic -> newTopic(topic, partitions))
                .toList();
        if (!missing.isEmpty()) {
            create(missing);
        }
        Map<TopicSpec, TopicDescription> all = missing.isEmpty() ? existing : describeAll(wanted);
        check(wanted, all, partitions);
        return layout(all);
    }

    private void check(List<TopicSpec> wanted, Map<TopicSpec, TopicDescription> topics, int partitions) {
        Map<TopicSpec, Config> configs = configs(wanted);
        for (TopicSpec topic : wanted) {
            int actual = topics.get(topic).partitions().size();
            if (topic.partitioning() == Partitioning.BY_WALLET && actual != partitions) {
                throw new TopicMismatchException("topic " + topic.name() + " has " + actual
                        + " partitions but must have " + partitions
                        + ", as many as the other topics that are keyed by wallet; use a cluster or a --partitions"
                        + " setting that fits");
            }
            topic.requiredSettings().forEach((name, required) -> {
                ConfigEntry entry = configs.get(topic).get(name);
                String found = entry == null ? null : entry.value();
                if (!required.equals(found)) {
                    throw new TopicMismatchException("topic " + topic.name() + " has " + name + "=" + found
                            + " but must have " + required + "; set it with kafka-configs --alter and start again");
                }
            });
        }
    }

    private static TopicLayout layout(Map<TopicSpec, TopicDescription> topics) {
        Map<String, Placed> placed = new HashMap<>();
        topics.forEach((topic, found) ->
                placed.put(topic.name(), new Placed(found.partitions().size(), found.topicId())));
        return new TopicLayout(placed);
    }

    private static NewTopic newTopic(TopicSpec topic, int partitions) {
        int count = topic.partitioning() == Partitioning.SINGLE ? 1 : partitions;
        return new NewTopic(topic.name(), Optional.of(count), Optional.empty()).configs(topic.settings());
    }

    private void create(List<NewTopic> topics) {
        for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
            try {
                KafkaAnswer.of(created);
            } catch (TopicExistsException e) {
                // Another service made it meanwhile; it is checked like any that was there before.
                continue;
            }
        }
    }

    /** A topic that was just made may not be known to every broker yet: asked for again until all are there. */
    private Map<TopicSpec, TopicDescription> describeAll(List<TopicSpec> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        Map<TopicSpec, TopicDescription> found = describe(wanted);
        while (found.size() < wanted.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the topics were made but the cluster does not show them");
            }
            found = describe(wanted);
        }
        return found;
    }

    private Map<TopicSpec, TopicDescription> describe(List<TopicSpec> wanted) {
        List<String> names = wanted.stream().map(TopicSpec::name).toList();
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(names).topicNameValues();
        Map<TopicSpec, TopicDescription> found = new HashMap<>();
        for (TopicSpec topic : wanted) {
            try {
                found.put(topic, KafkaAnswer.of(asked.get(topic.name())));
            } catch (UnknownTopicOrPartitionException e) {
                // Not there yet: what is absent from the answer is made.
                continue;
            }
        }
        return found;
    }

    private Map<TopicSpec, Config> configs(List<TopicSpec> wanted) {
        List<ConfigResource> resources =
                wanted.stream().map(TopicProvisioner::resource).toList();
        Map<ConfigResource, Config> found =
                KafkaAnswer.of(admin.describeConfigs(resources).all());
        return wanted.stream().collect(Collectors.toMap(topic -> topic, topic -> found.get(resource(topic))));
    }

    private static ConfigResource resource(TopicSpec topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }
}
