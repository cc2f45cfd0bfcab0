package dev.promissory.operations.rebuild;

import dev.promissory.processor.StewardChangelogs;
import dev.promissory.processor.StewardCopy;
import dev.promissory.processor.StewardFold;
import dev.promissory.processor.StewardRow;
import dev.promissory.processor.StewardStore;
import dev.promissory.protocol.KafkaAnswer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that the stewards' stores are restored from: read, made anew, written, and read again. */
final class Changelogs {

    private static final Duration GONE = Duration.ofSeconds(60);

    private final Admin admin;
    private final CommittedRecords records;
    private final int partitions;

    Changelogs(Admin admin, CommittedRecords records, int partitions) {
        this.admin = admin;
        this.records = records;
        this.partitions = partitions;
    }

    boolean areAllThere() {
        return StewardChangelogs.found(admin).values().stream()
                        .filter(topic -> topic.partitions().size() == partitions)
                        .count()
                == StewardStore.values().length;
    }

    void copyTo(StewardCopy copy) {
        Map<String, StewardStore> stores = byTopic();
        records.read(
                all(),
                "rows of the stewards' stores",
                record -> copy.put(stores.get(record.topic()), record.partition(), record.key(), record.value()));
    }

    /**
     * Makes those that are gone, empty. A processor that has decided something waits for them for minutes, and cannot stop
     * before.
     */
    void makeMissing(Duration rememberFor) {
        Set<String> there = there();
        long deadline = System.nanoTime() + GONE.toNanos();
        StewardChangelogs.anew(partitions, rememberFor).stream()
                .filter(topic -> !there.contains(topic.name()))
                .forEach(topic -> make(topic, deadline));
    }

    /** Deletes those that are there, and makes all of them. */
    void makeAnew(Duration rememberFor) {
        for (KafkaFuture<Void> deleted :
                admin.deleteTopics(there()).topicNameValues().values()) {
            try {
                KafkaAnswer.of(deleted);
            } catch (UnknownTopicOrPartitionException e) {
                // Deleted before: that is what is wanted.
                continue;
            }
        }
        long deadline = System.nanoTime() + GONE.toNanos();
        StewardChangelogs.anew(partitions, rememberFor).forEach(topic -> make(topic, deadline));
    }

    void write(StewardFold fold, RebuildWriter writer) {
        for (StewardStore store : StewardStore.values()) {
            for (int each = 0; each < partitions; each++) {
                int partition = each;
                fold.rows(
                        store,
                        partition,
                        (key, value) -> writer.row(new ProducerRecord<>(
                                store.changelogTopic(), partition, time(store, key, value), key, value)));
            }
        }
        writer.commitRows();
    }

    /** @throws RebuildException when the rows are not all there, as they are in the fold, and nothing else */
    void require(StewardFold fold) {
        Map<String, StewardStore> stores = byTopic();
        Map<TopicPartition, Long> found = new HashMap<>();
        records.read(all(), "rows read again", record -> {
            byte[] expected = fold.row(stores.get(record.topic()), record.partition(), record.key())
                    .orElse(null);
            if (!Arrays.equals(record.value(), expected)) {
                throw new RebuildException("Kafka gives another row than was written to " + record.topic() + "-"
                        + record.partition() + "@" + record.offset());
            }
            found.merge(new TopicPartition(record.topic(), record.partition()), 1L, Long::sum);
        });
        for (TopicPartition partition : all()) {
            LongAdder written = new LongAdder();
            fold.rows(stores.get(partition.topic()), partition.partition(), (key, value) -> written.increment());
            if (written.sum() != found.getOrDefault(partition, 0L)) {
                throw new RebuildException("Kafka has " + found.getOrDefault(partition, 0L) + " rows in " + partition
                        + ", but " + written.sum() + " were written");
            }
        }
    }

    private Set<String> there() {
        return StewardChangelogs.found(admin).keySet().stream()
                .map(StewardStore::changelogTopic)
                .collect(Collectors.toSet());
    }

    private void make(NewTopic topic, long deadline) {
        boolean made = false;
        while (!made) {
            try {
                KafkaAnswer.of(admin.createTopics(List.of(topic)).all());
                made = true;
            } catch (TopicExistsException e) {
                // Its deletion goes through the brokers one after the other.
                if (System.nanoTime() > deadline) {
                    throw new RebuildException("Kafka does not delete " + topic.name(), e);
                }
            }
        }
    }

    /** Only remembered answers go by it: their topic forgets by time. */
    private static Long time(StewardStore store, byte[] key, byte[] value) {
        return store == StewardStore.REMEMBERED_COMMANDS
                        && StewardRow.read(store, key, value) instanceof StewardRow.OfAnswer answer
                ? answer.slice().toEpochMilli()
                : null;
    }

    private List<TopicPartition> all() {
        return Stream.of(StewardStore.values())
                .flatMap(store -> StewardsInKafka.partitions(store.changelogTopic(), partitions).stream())
                .toList();
    }

    private static Map<String, StewardStore> byTopic() {
        Map<String, StewardStore> stores = new HashMap<>();
        for (StewardStore store : StewardStore.values()) {
            stores.put(store.changelogTopic(), store);
        }
        return stores;
    }
}
