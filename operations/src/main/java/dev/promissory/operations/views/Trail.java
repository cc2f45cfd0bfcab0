package dev.promissory.operations.views;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.Upkeep;
import dev.promissory.protocol.Upkeep.ViewsRebuildAbandoned;
import dev.promissory.protocol.UpkeepJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What was written on wallet.upkeep, and not only what follows from it. */
final class Trail {

    private static final TopicPartition UPKEEP = new TopicPartition(Topic.UPKEEP.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Trail() {}

    /** Why the generation was given up; empty when nobody said so, or Kafka does not show it in time. */
    static Optional<String> whyGivenUp(KafkaConnection kafka, int generation) {
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.assign(List.of(UPKEEP));
            consumer.seekToBeginning(List.of(UPKEEP));
            long end = consumer.endOffsets(List.of(UPKEEP)).get(UPKEEP);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            Optional<String> why = Optional.empty();
            while (why.isEmpty() && consumer.position(UPKEEP) < end && System.nanoTime() - deadline < 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    why = why.or(() -> reason(record.value(), generation));
                }
            }
            return why;
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private static Optional<String> reason(byte[] value, int generation) {
        try {
            Upkeep upkeep = UpkeepJson.read(value);
            return upkeep instanceof ViewsRebuildAbandoned given && given.generation() == generation
                    ? Optional.of(given.reason())
                    : Optional.empty();
        } catch (UnreadableException e) {
            // Not for this release to understand.
            return Optional.empty();
        }
    }
}
