package dev.promissory.views.feed;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions of wallet.facts begin and end.
 *
 * @param first the offset of the first record there is
 * @param end the offset that the next committed fact has at least: a feed from here gives out what is committed from
 *     now on, and perhaps what was committed an instant ago
 */
public record FactsExtent(Map<Integer, Long> first, Map<Integer, Long> end) {

    private static final long TIMEOUT_MS = 5_000;

    /** @throws KafkaUnavailableException when Kafka does not say it in time */
    public static FactsExtent read(Admin admin, Set<Integer> partitions) {
        try {
            return new FactsExtent(
                    offsets(admin, partitions, OffsetSpec.earliest()), offsets(admin, partitions, OffsetSpec.latest()));
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaUnavailableException("Kafka does not say where its facts begin and end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("Interrupted while Kafka was asked where its facts begin and end", e);
        }
    }

    /** Whether a feed can start there: it is of these partitions, and in every one at a place that exists. */
    public boolean holds(Map<Integer, Long> position) {
        return position.keySet().equals(first.keySet())
                && position.entrySet().stream()
                        .allMatch(each -> each.getValue() >= first.get(each.getKey())
                                && each.getValue() <= end.get(each.getKey()));
    }

    private static Map<Integer, Long> offsets(Admin admin, Set<Integer> partitions, OffsetSpec spec)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = partitions.stream()
                .map(number -> new TopicPartition(Topic.FACTS.topicName(), number))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<Integer, Long> offsets = new TreeMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }
}
