package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Producers that commit as fast as they can, each transaction the same value on every partition of a topic. */
final class TransactionLoad {
    private static final int PRODUCERS = 3;
    private static final int ENOUGH = 20;
    private static final int PATIENCE_SECONDS = 30;
    /** Transactions that a dead producer left undecided are aborted after this time. */
    private static final int TIMEOUT_MS = 2000;

    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final CountDownLatch underWay = new CountDownLatch(ENOUGH);
    private final List<KafkaProducer<String, String>> producers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private TransactionLoad() {}

    /** @param round part of every value, so that those of two loads differ */
    static TransactionLoad start(String bootstrap, String topic, int partitions, int round) {
        TransactionLoad load = new TransactionLoad();
        for (int i = 0; i < PRODUCERS; i++) {
            String name = "load-" + i;
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers", bootstrap, "transactional.id", name, "transaction.timeout.ms", TIMEOUT_MS);
            var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
            load.producers.add(producer);
            load.threads.add(Thread.ofPlatform()
                    .daemon()
                    .start(() -> load.commit(producer, topic, partitions, name + "-" + round + "-")));
        }
        return load;
    }

    private void commit(KafkaProducer<String, String> producer, String topic, int partitions, String prefix) {
        try {
            producer.initTransactions();
            for (int number = 0; ; number++) {
                String value = prefix + number;
                producer.beginTransaction();
                for (int partition = 0; partition < partitions; partition++) {
                    producer.send(new ProducerRecord<>(topic, partition, null, value));
                }
                producer.commitTransaction();
                committed.add(value);
                underWay.countDown();
            }
        } catch (KafkaException | IllegalStateException closed) {
            // The broker is gone and the producer was closed: whether this last transaction is committed is unknown.
        }
    }

    /**
     * Returns at the moment of a commit. That is decided, but not yet written to every partition: a broker that ends now
     * has work left.
     */
    void awaitCommits() throws InterruptedException {
        assertThat(underWay.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** The values whose commit was acknowledged, so far. */
    Set<String> committed() {
        return committed;
    }

    /** To be called when the broker is gone. */
    void abandon() throws InterruptedException {
        producers.forEach(producer -> producer.close(Duration.ZERO));
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
