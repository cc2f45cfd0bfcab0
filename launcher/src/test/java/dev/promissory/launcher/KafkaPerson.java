package dev.promissory.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Someone who uses a broker as any client would: topics, transactions, and a consumer group of their own. */
final class KafkaPerson implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final Admin admin;

    KafkaPerson(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    void createTopic(NewTopic topic) throws Exception {
        admin.createTopics(List.of(topic)).all().get();
    }

    /** Asks without waiting for the answer, of a broker that may never give one. */
    void askForTopic(NewTopic topic) {
        admin.createTopics(List.of(topic));
    }

    Set<String> topics() throws Exception {
        return admin.listTopics().names().get();
    }

    /** What the topic has for a setting. */
    String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }

    void writeInOneTransaction(String topic, List<String> values) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "transactional.id", "person");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            values.forEach(value -> producer.send(new ProducerRecord<>(topic, value, value)));
            producer.commitTransaction();
        }
    }

    /** Reads committed records from the beginning until there are as many as expected. */
    List<String> read(String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "person-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(consumed -> values.add(consumed.value()));
            }
        }
        return values;
    }

    /** Where committed readers stand still before the end, internal topics included. */
    Set<TopicPartition> partitionsWithOpenTransactions() throws Exception {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((topic, description) -> description
                        .partitions()
                        .forEach(info -> latest.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest())));
        var committed = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        var written = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
        Set<TopicPartition> open = new HashSet<>();
        for (TopicPartition partition : latest.keySet()) {
            if (committed.partitionResult(partition).get().offset()
                    < written.partitionResult(partition).get().offset()) {
                open.add(partition);
            }
        }
        return open;
    }

    /** Reads the committed records of all partitions, up to where they end now. */
    List<ConsumerRecord<String, String>> readToTheEnd(String topic, int partitions) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))
                    && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() {
        // A broker that a test has killed never answers.
        admin.close(Duration.ZERO);
    }
}
