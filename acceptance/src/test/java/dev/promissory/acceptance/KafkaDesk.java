package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.Json;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Somebody with plain Kafka clients and nothing else: asks by writing commands, and reads what has been committed. */
final class KafkaDesk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Map<String, Object> settings;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    KafkaDesk(String bootstrap) {
        settings = Map.of("bootstrap.servers", bootstrap);
        admin = Admin.create(settings);
        Map<String, Object> producing = new HashMap<>(settings);
        // Short texts that repeat themselves travel well: a record may be far larger than what its topic takes.
        producing.put("compression.type", "lz4");
        producing.put("max.request.size", 16 << 20);
        producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void ask(String wallet, String type, String commandId, String fields) {
        send(Topic.COMMANDS, wallet, command(wallet, type, commandId, fields));
    }

    void ask(byte[] command) {
        send(Topic.COMMANDS, Json.readObject(command).get("walletId").textValue(), command);
    }

    void deposit(String commandId, String wallet, String amount) {
        ask(wallet, "Deposit", commandId, ",\"amount\":\"" + amount + "\",\"currency\":\"EUR\"");
    }

    void transfer(String commandId, String from, String to, String amount) {
        String leg = "{\"to\":\"" + to + "\",\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}";
        ask(from, "Transfer", commandId, ",\"legs\":[" + leg + "]");
    }

    static byte[] command(String wallet, String type, String commandId, String fields) {
        return bytes("{\"type\":\"" + type + "\",\"walletId\":\"" + wallet + "\",\"commandId\":\"" + commandId + "\""
                + fields + "}");
    }

    Future<RecordMetadata> send(Topic topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topic.topicName(), key == null ? null : bytes(key), value));
    }

    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    void flush() {
        producer.flush();
    }

    void createTopic(Topic topic, int partitions, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic.topicName(), partitions, (short) 1).configs(config)))
                .all()
                .get();
    }

    /** From now on the broker takes no record on this topic, which no writer of it can mend. */
    void shut(Topic topic) throws Exception {
        limitRecords(topic, 1);
    }

    /** From now on the broker takes no larger batches of records on this topic. */
    void limitRecords(Topic topic, int bytes) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        ConfigEntry limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    /** The members of the group, by id, with the partitions that each has. */
    Map<String, Set<Integer>> members(String group) throws Exception {
        Map<String, Set<Integer>> members = new HashMap<>();
        admin.describeConsumerGroups(List.of(group))
                .all()
                .get()
                .get(group)
                .members()
                .forEach(member -> {
                    Set<Integer> partitions = new TreeSet<>();
                    member.assignment().topicPartitions().forEach(each -> partitions.add(each.partition()));
                    members.put(member.consumerId(), partitions);
                });
        return members;
    }

    List<String> topicsNamed(String part) throws Exception {
        return admin.listTopics().names().get().stream()
                .filter(name -> name.contains(part))
                .toList();
    }

    void deleteTopics(String part) throws Exception {
        admin.deleteTopics(topicsNamed(part)).all().get();
    }

    /** Sets a group that has no members back to the first record of every input partition. */
    void rewind(String group, int partitions) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        for (Topic topic : List.of(Topic.COMMANDS, Topic.TRANSFERS)) {
            IntStream.range(0, partitions)
                    .forEach(partition ->
                            beginning.put(new TopicPartition(topic.topicName(), partition), new OffsetAndMetadata(0)));
        }
        admin.alterConsumerGroupOffsets(group, beginning).all().get();
    }

    void forgetGroup(String group) throws Exception {
        admin.deleteConsumerGroups(List.of(group)).all().get();
    }

    /** Every committed record of the topic, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        return read(topic.topicName());
    }

    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> reading = new HashMap<>(settings);
        reading.put("isolation.level", "read_committed");
        reading.put("group.id", UUID.randomUUID().toString());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    FactsOnRecord facts() {
        return FactsOnRecord.of(read(Topic.FACTS));
    }

    /** {@code commandId -> json} of the answers, each command's last one. */
    Map<String, String> answers() {
        Map<String, String> answers = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> each : read(Topic.OUTCOMES)) {
            answers.put(OutcomeJson.read(each.value()).commandId().value(), text(each.value()));
        }
        return answers;
    }

    void awaitAnswers(int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(read(Topic.OUTCOMES)).hasSize(count));
    }

    /** Waits until every promise has ended, then checks the books. */
    FactsOnRecord awaitSettled() {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(facts().inFlight()).isEmpty());
        return facts();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }
}
