package dev.promissory.operations.views;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads behind a generation that is being built, and counts the facts it has folded: offsets alone would count markers too,
 * which may be as many again. It also tells whether there is anything left to fold in front of a place.
 */
final class FollowingReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Markers and aborted records that may lie behind the last record; more are not looked through. */
    private static final long LONGEST_TAIL = 10_000;

    private final KafkaConsumer<byte[], byte[]> facts;
    private final KafkaConsumer<byte[], byte[]> tails;
    private final Map<TopicPartition, Long> read;
    private long counted;

    /** @param begins where each input partition begins */
    FollowingReader(KafkaConnection kafka, Map<TopicPartition, Long> begins) {
        Map<String, Object> settings = kafka.with(Map.of(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                "rebuild-views",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // Whatever retention has removed meanwhile needs no counting.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000));
        this.facts = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.tails = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.read = new HashMap<>(begins);
        read.keySet().removeIf(partition -> !partition.topic().equals(Topic.FACTS.topicName()));
        facts.assign(read.keySet());
        read.forEach(facts::seek);
    }

    /** How many facts lie before these places; fewer when they could not all be read in this time. */
    long countTo(Map<TopicPartition, Long> reached, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean goesOn = pauseWhatIsRead(reached);
        while (goesOn && System.nanoTime() - deadline < 0) {
            counted += facts.poll(POLL).count();
            read.replaceAll((partition, before) -> facts.position(partition));
            goesOn = pauseWhatIsRead(reached);
        }
        return counted;
    }

    /** Whether no record lies between the two: only what ends transactions, or was taken back. */
    boolean isEmpty(TopicPartition partition, long from, long to) {
        if (to - from > LONGEST_TAIL) {
            return false;
        }
        tails.assign(List.of(partition));
        tails.seek(partition, from);
        long deadline = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (tails.position(partition) < to && System.nanoTime() - deadline < 0) {
            if (!tails.poll(POLL).isEmpty()) {
                return false;
            }
        }
        return tails.position(partition) >= to;
    }

    @Override
    public void close() {
        facts.close(CloseOptions.timeout(Duration.ZERO));
        tails.close(CloseOptions.timeout(Duration.ZERO));
    }

    /** Whether there is something left to read. */
    private boolean pauseWhatIsRead(Map<TopicPartition, Long> reached) {
        boolean left = false;
        for (Map.Entry<TopicPartition, Long> at : read.entrySet()) {
            if (at.getValue() < reached.getOrDefault(at.getKey(), 0L)) {
                facts.resume(List.of(at.getKey()));
                left = true;
            } else {
                facts.pause(List.of(at.getKey()));
            }
        }
        return left;
    }
}
