package dev.promissory.processor;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whether a partition's wallets have a history. Stewards that know no wallet must have none: where the changelogs were lost
 * while a processor ran, Kafka Streams makes them anew, empty, with no start that could notice.
 *
 * <p>Only what a steward sealed counts, where it lives: a forged or copied record must not keep the stewards from working.
 */
record HistoryCheck(KafkaConnection kafka, SigningKey key, int partitions) implements IntPredicate {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** @throws KafkaUnavailableException when nothing comes for 30 seconds */
    @Override
    public boolean test(int partition) {
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"));
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return hasFacts(consumer, new TopicPartition(Topic.FACTS.topicName(), partition));
        }
    }

    boolean hasFacts(Consumer<byte[], byte[]> consumer, TopicPartition facts) {
        SealCheck seals = new SealCheck(Optional.of(key));
        consumer.assign(List.of(facts));
        consumer.seekToBeginning(List.of(facts));
        long end = consumer.endOffsets(List.of(facts)).get(facts);
        long before = consumer.position(facts);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (before < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (isOfThisPartition(record, seals)) {
                    return true;
                }
            }
            long now = consumer.position(facts);
            if (now > before) {
                before = now;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new KafkaUnavailableException(facts + " cannot be read at " + now, null);
            }
        }
        return false;
    }

    private boolean isOfThisPartition(ConsumerRecord<byte[], byte[]> record, SealCheck seals) {
        return record.value() != null
                && seals.check(record.value(), record.headers()).isPresent()
                && WalletPartitions.of(FactJson.read(record.value()).walletId().value(), partitions)
                        == record.partition();
    }
}
