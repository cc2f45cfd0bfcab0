package dev.promissory.rates;

import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Rate;
import dev.promissory.protocol.RateJson;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicProvisioner;
import dev.promissory.protocol.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * wallet.rates, as one thread reads and writes it. What is published is what stands there, whoever wrote it: another feed,
 * or a person who overrules this one.
 */
final class RatesTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RatesTopic.class);

    private static final TopicPartition PARTITION = new TopicPartition(Topic.RATES.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Map<String, Rate> published = new HashMap<>();
    private boolean full;

    /** @param consumer without a group */
    RatesTopic(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
        consumer.assign(Set.of(PARTITION));
        consumer.seekToBeginning(Set.of(PARTITION));
    }

    /**
     * Makes the topic where it is missing.
     *
     * @throws dev.promissory.protocol.TopicMismatchException when the cluster's topics cannot serve
     * @throws KafkaUnavailableException when the cluster does not answer
     */
    static RatesTopic open(RatesTopicSettings settings) {
        try (Admin admin = Admin.create(settings.kafka().with(Map.of()))) {
            new TopicProvisioner(admin, settings.partitions(), settings.defaultPartitions())
                    .provision(List.of(Topic.RATES.spec()));
        }
        return over(FeedKafka.consumer(settings.kafka()), () -> FeedKafka.producer(settings.kafka()));
    }

    /** Without the producer the consumer is of no use, and its connections would stay. */
    static RatesTopic over(Consumer<byte[], byte[]> consumer, Supplier<Producer<byte[], byte[]>> producer) {
        try {
            return new RatesTopic(consumer, producer.get());
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
            throw e;
        }
    }

    /**
     * Reads on to the end of the topic.
     *
     * @throws KafkaUnavailableException when Kafka does not answer
     */
    void catchUp() {
        try {
            long end = consumer.endOffsets(Set.of(PARTITION)).get(PARTITION);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(POLL).forEach(this::note);
                if (System.nanoTime() - deadline > 0) {
                    throw new KafkaUnavailableException(
                            "Kafka did not show all of " + PARTITION.topic() + " in time", null);
                }
            }
        } catch (RetriableException e) {
            throw new KafkaUnavailableException("Kafka did not answer: " + e.getMessage(), e);
        }
    }

    /** The pair's last rate, as of the last {@link #catchUp}. */
    Optional<Rate> published(CurrencyPair pair) {
        return Optional.ofNullable(published.get(pair.toString()));
    }

    /** How many pairs more there may be. */
    int room() {
        return Rate.MAX_PAIRS - published.size();
    }

    /**
     * Returns when all of them are on the topic and will stay there.
     *
     * @throws KafkaUnavailableException when some of them may not be
     */
    void publish(List<Rate> rates) throws InterruptedException {
        List<Future<RecordMetadata>> sent = rates.stream()
                .map(rate -> producer.send(
                        new ProducerRecord<>(PARTITION.topic(), RateJson.key(rate), RateJson.write(rate))))
                .toList();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RetriableException cause) {
                    throw new KafkaUnavailableException("Kafka did not take a rate: " + cause.getMessage(), cause);
                }
                throw new IllegalStateException(
                        "Kafka refused a rate: " + e.getCause().getMessage(), e.getCause());
            }
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }

    /** What is no rate measures nothing; the views do not use it either. */
    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            published.remove(new String(record.key(), StandardCharsets.UTF_8));
            return;
        }
        try {
            Rate rate = RateJson.read(record.key(), record.value());
            String pair = rate.pair().toString();
            if (room() > 0 || published.containsKey(pair)) {
                published.put(pair, rate);
            } else if (!full) {
                full = true;
                LOG.warn("There are more than {} pairs on {}; further ones are not kept", Rate.MAX_PAIRS, PARTITION);
            }
        } catch (UnreadableException e) {
            LOG.warn("The record at {}@{} is no rate: {}", PARTITION, record.offset(), e.getMessage());
        }
    }
}
