package dev.promissory.steward;

import dev.promissory.kit.UsualClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The usual Kafka clients, except that a thread waits for records only until its next commit is due, and that {@link
 * GroupCommit} hears of each commit. {@code poll.ms} knows one time for all: short, and a thread with nothing to do looks for
 * a commit all the time; long, and commits come late.
 */
public final class CommitKeepingClients extends UsualClients implements Configurable {

    private static final String SETTING = "promissory.group.commit";

    /** How long a thread waits that has yet to see that the state of a task is restored. */
    private static final Duration UNSETTLED = Duration.ofMillis(10);

    private GroupCommit commits;

    /** What makes a Kafka Streams instance use these clients. */
    static Map<String, Object> settings(GroupCommit commits) {
        return Map.of(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, CommitKeepingClients.class, SETTING, commits);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        commits = (GroupCommit) settings.get(SETTING);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                // Kafka Streams pauses the partitions of a task that does not run yet (and those of which it has read
                // enough).
                boolean settled = paused().isEmpty();
                boolean asMuch = settled || timeout.compareTo(UNSETTLED) < 0;
                return super.poll(commits.patience(asMuch ? timeout : UNSETTLED));
            }
        };
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public void commitTransaction() {
                super.commitTransaction();
                commits.committed();
            }
        };
    }
}
