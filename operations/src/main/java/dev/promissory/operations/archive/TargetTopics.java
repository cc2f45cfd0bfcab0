package dev.promissory.operations.archive;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicProvisioner;
import dev.promissory.protocol.Upkeep;
import dev.promissory.protocol.Upkeep.StewardsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.StewardsRebuildBegun;
import dev.promissory.protocol.UpkeepJson;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of a system that is to take in an archive, and the one transaction in which it does. Before the commit nobody
 * sees anything of it; whatever ends it earlier, the next import takes back what is left of it and starts over.
 *
 * <p>Meanwhile the stewards stand still: wallet.upkeep says that their state is to be worked out anew. After the commit
 * that is the truth, and only a rebuild ends it.
 */
final class TargetTopics implements AutoCloseable {

    /** Always the same: a second import shuts out the first. */
    private static final String TRANSACTIONAL_ID = "promissory-import";

    private static final String MOST_TRANSACTION_MS = "transaction.max.timeout.ms";
    private static final List<Topic> MUST_BE_EMPTY = List.of(Topic.FACTS, Topic.COMMANDS, Topic.TRANSFERS);
    private static final int STAND_STILL_SECONDS = 60;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final KafkaConnection kafka;
    private final Admin admin;
    private final TopicLayout layout;
    private final KafkaProducer<byte[], byte[]> producer;
    private final String importId = "import-" + UUID.randomUUID();
    private boolean begun;
    private boolean committing;

    TargetTopics(KafkaConnection kafka, OptionalInt partitions, int defaultPartitions) {
        this.kafka = kafka;
        this.admin = Admin.create(kafka.with(Map.of()));
        this.layout =
                new TopicProvisioner(admin, partitions, defaultPartitions).provision(List.of(Topic.UPKEEP.spec()));
        this.producer = new KafkaProducer<>(
                kafka.with(producing(mostTransactionMs())), new ByteArraySerializer(), new ByteArraySerializer());
        // Takes back what an import has left that did not end.
        producer.initTransactions();
    }

    TopicLayout layout() {
        return layout;
    }

    /** @throws ArchiveException when somebody has ever written what is no part of an archive */
    void requireEmpty() throws IOException {
        try (SourceTopics topics = new SourceTopics(kafka)) {
            for (Topic topic : MUST_BE_EMPTY) {
                long[] ends = topics.committedEnds(topic, layout.walletPartitions());
                long[] begins = topics.begins(topic, layout.walletPartitions());
                for (int partition = 0; partition < ends.length; partition++) {
                    topics.read(topic, partition, begins[partition], ends[partition], record -> {
                        throw new ArchiveException("an archive can only be imported into a system that is empty: "
                                + record.topic() + " has records; nothing was imported");
                    });
                }
            }
        }
    }

    /**
     * Has the stewards stand still, and waits until all of them do.
     *
     * @throws ArchiveException when one does not
     */
    void takeOver() {
        say(new StewardsRebuildBegun(importId));
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(STAND_STILL_SECONDS);
        while (processors() > 0) {
            if (System.nanoTime() > patience) {
                throw new ArchiveException("a processor is still running after " + STAND_STILL_SECONDS
                        + " s; stop it before the import; nothing was imported");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    void begin() {
        begun = true;
        producer.beginTransaction();
    }

    /** Nothing has been imported: the stewards go on as they were. */
    void giveUp(String reason) {
        if (begun) {
            producer.abortTransaction();
        }
        say(new StewardsRebuildAbandoned(importId, reason));
    }

    /** What could not be sent fails the commit. */
    void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record);
        } catch (KafkaException e) {
            throw notTaken(e);
        }
    }

    /** Whatever becomes of it, the stewards do not decide before their state has been worked out anew. */
    void commit() {
        if (processors() > 0) {
            throw new ArchiveException("a processor has been started during the import; nothing was imported");
        }
        committing = true;
        try {
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw notTaken(e);
        }
    }

    /** A commit is decided before every partition shows it; who reads in between would take a part for the whole. */
    void awaitVisible() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(STAND_STILL_SECONDS);
        try (SourceTopics topics = new SourceTopics(kafka)) {
            for (Topic topic : List.of(Topic.FACTS, Topic.TRANSFERS)) {
                int partitions = layout.walletPartitions();
                long[] written = topics.writtenEnds(topic, partitions);
                while (!reach(topics.committedEnds(topic, partitions), written)) {
                    if (System.nanoTime() > patience) {
                        throw new KafkaUnavailableException(
                                "the import is done, but Kafka does not show all of " + topic.topicName()
                                        + " yet; wait before you rebuild",
                                null);
                    }
                    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                }
            }
        }
    }

    /** The marker of the commit itself may have been written since. */
    private static boolean reach(long[] committed, long[] written) {
        return IntStream.range(0, written.length).allMatch(partition -> committed[partition] >= written[partition]);
    }

    /** Whether nobody can tell any more that nothing has been imported. */
    boolean committing() {
        return committing;
    }

    private static KafkaUnavailableException notTaken(KafkaException e) {
        return new KafkaUnavailableException("Kafka did not confirm the import; run it again: " + e, e);
    }

    /** An import that has not been committed by now never is. */
    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    private int processors() {
        try {
            return get(admin.describeConsumerGroups(List.of(WalletProcessor.GROUP))
                            .describedGroups()
                            .get(WalletProcessor.GROUP))
                    .members()
                    .size();
        } catch (GroupIdNotFoundException e) {
            // Nobody has ever been a member.
            return 0;
        }
    }

    private void say(Upkeep upkeep) {
        try {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                    Topic.UPKEEP.topicName(), 0, UpkeepJson.key(upkeep), UpkeepJson.write(upkeep)));
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka does not take " + Topic.UPKEEP.topicName() + ": " + e, e);
        }
    }

    private String mostTransactionMs() {
        Node broker = get(admin.describeCluster().nodes()).iterator().next();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
        return get(admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .get(MOST_TRANSACTION_MS)
                .value();
    }

    private static Map<String, Object> producing(String transactionMs) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        // All is one transaction, however long it takes.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.parseInt(transactionMs));
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Nobody waits for a single record: large batches.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        return settings;
    }

    private static <T> T get(KafkaFuture<T> asked) {
        try {
            return KafkaAnswer.of(asked);
        } catch (GroupIdNotFoundException none) {
            throw none;
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka refused: " + e.getMessage(), e);
        }
    }
}
