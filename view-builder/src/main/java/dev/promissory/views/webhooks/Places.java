package dev.promissory.views.webhooks;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How far each webhook is: offsets of a Kafka group that has no members, so that Kafka's own tools show them. Safe for
 * use by several threads.
 */
final class Places implements Worker.Keeping {

    private static final long TIMEOUT_MS = 3_000;

    private final Admin admin;

    Places(Admin admin) {
        this.admin = admin;
    }

    /**
     * Where the webhook goes on, by partition of wallet.facts: what its group says, and else what its record says.
     *
     * @throws KafkaUnavailableException when Kafka does not say
     */
    @Override
    public Map<Integer, Long> of(Webhook webhook) throws InterruptedException {
        Map<Integer, Long> places = new TreeMap<>(webhook.positions());
        Map<TopicPartition, OffsetAndMetadata> kept =
                get(admin.listConsumerGroupOffsets(webhook.group()).partitionsToOffsetAndMetadata(), Map.of());
        kept.forEach((partition, offset) -> {
            if (offset != null) {
                places.put(partition.partition(), offset.offset());
            }
        });
        return places;
    }

    /** @throws KafkaUnavailableException when Kafka does not keep it */
    @Override
    public void keep(Webhook webhook, Map<Integer, Long> places) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        places.forEach((partition, offset) ->
                offsets.put(new TopicPartition(Topic.FACTS.topicName(), partition), new OffsetAndMetadata(offset)));
        get(admin.alterConsumerGroupOffsets(webhook.group(), offsets).all(), null);
    }

    /** @throws KafkaUnavailableException when Kafka does not answer */
    void forget(Webhook webhook) throws InterruptedException {
        get(admin.deleteConsumerGroups(List.of(webhook.group())).all(), null);
    }

    private static <T> T get(KafkaFuture<T> future, T whenThereIsNoGroup) throws InterruptedException {
        try {
            return future.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return whenThereIsNoGroup;
            }
            throw new KafkaUnavailableException("Kafka does not keep the place of a webhook", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException("Kafka does not keep the place of a webhook", e);
        }
    }
}
