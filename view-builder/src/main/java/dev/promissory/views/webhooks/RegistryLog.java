package dev.promissory.views.webhooks;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes to the webhooks' two topics. Every method returns when all replicas have the record and this instance has read
 * it back: what was acknowledged is kept, and whoever asks next sees it.
 */
final class RegistryLog {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Registry registry;

    RegistryLog(Producer<byte[], byte[]> producer, Registry registry) {
        this.producer = producer;
        this.registry = registry;
    }

    /** @throws KafkaUnavailableException when Kafka has not taken the record, or not in time */
    void put(Webhook webhook) throws InterruptedException {
        await(send(Topic.WEBHOOKS, webhook.id(), WebhookJson.write(webhook)));
    }

    /** @throws KafkaUnavailableException when Kafka has not taken the record, or not in time */
    void remove(String webhookId) throws InterruptedException {
        await(send(Topic.WEBHOOKS, webhookId, null));
    }

    /** @throws KafkaUnavailableException when Kafka has not taken the record, or not in time */
    void put(Undelivered undelivered) throws InterruptedException {
        await(send(Topic.UNDELIVERED, undelivered.key(), undelivered.toJson()));
    }

    /** @throws KafkaUnavailableException when Kafka has not taken the records, or not in time */
    void remove(String webhookId, List<FactPlace> undelivered) throws InterruptedException {
        List<Future<RecordMetadata>> removals = new ArrayList<>();
        for (FactPlace place : undelivered) {
            removals.add(send(Topic.UNDELIVERED, Undelivered.key(webhookId, place), null));
        }
        for (Future<RecordMetadata> removal : removals) {
            await(removal);
        }
    }

    private Future<RecordMetadata> send(Topic topic, String key, byte[] value) throws InterruptedException {
        try {
            return producer.send(new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value));
        } catch (InterruptException e) {
            throw interrupted();
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    private void await(Future<RecordMetadata> sent) throws InterruptedException {
        RecordMetadata written;
        try {
            // Bounded by the producer's own delivery time-out.
            written = sent.get();
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        }
        TopicPartition partition = new TopicPartition(written.topic(), written.partition());
        if (!registry.awaitRead(partition, written.offset(), PATIENCE)) {
            throw unavailable(null);
        }
    }

    /** Kafka's own exception for it is none that has to be caught, and leaves the thread's flag up. */
    private static InterruptedException interrupted() {
        Thread.interrupted();
        return new InterruptedException();
    }

    private static KafkaUnavailableException unavailable(Throwable cause) {
        return new KafkaUnavailableException("Kafka does not keep what is written about webhooks", cause);
    }
}
