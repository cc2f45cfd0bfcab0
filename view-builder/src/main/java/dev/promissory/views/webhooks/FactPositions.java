package dev.promissory.views.webhooks;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import dev.promissory.views.feed.Filter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Where in wallet.facts a webhook can begin: for each partition with facts for its filter, here or elsewhere. */
record FactPositions(Feeds feeds) {

    private static final long TIMEOUT_MS = 5_000;

    /** @throws KafkaUnavailableException when Kafka does not say it */
    Map<Integer, Long> first(Filter filter) {
        return feeds.extent(filter).first();
    }

    /**
     * Behind everything that is committed by now, or a little before.
     *
     * @throws KafkaUnavailableException when Kafka does not say it
     */
    Map<Integer, Long> end(Filter filter) {
        return feeds.extent(filter).end();
    }

    /**
     * The first records of at least this time; nothing of that time or later is before them.
     *
     * @throws KafkaUnavailableException when Kafka does not say it
     */
    Map<Integer, Long> since(Filter filter, Instant time) throws InterruptedException {
        Map<Integer, Long> positions = new TreeMap<>(end(filter));
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        OffsetSpec from = OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli()));
        positions
                .keySet()
                .forEach(partition -> asked.put(new TopicPartition(Topic.FACTS.topicName(), partition), from));
        try {
            feeds.admin()
                    .listOffsets(asked)
                    .all()
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                    .forEach((partition, found) -> {
                        // Negative when there is no such record.
                        if (found.offset() >= 0) {
                            positions.merge(partition.partition(), found.offset(), Math::min);
                        }
                    });
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException("Kafka does not say where facts of that time are", e);
        }
        return positions;
    }
}
