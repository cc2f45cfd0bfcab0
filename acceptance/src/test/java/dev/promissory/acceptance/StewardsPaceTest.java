package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the stewards answer on this machine. The figures are printed; asserted is only that every answer comes, and that a
 * quarter of the lonely ones waits for nothing.
 */
@Timeout(120)
class StewardsPaceTest {

    private static final int PARTITIONS = 4;

    @TempDir
    Path folder;

    @Test
    void everyCommandIsAnsweredAloneAndInAFlood() {
        Fatal fatal = new Fatal();
        try (EmbeddedBroker broker =
                        EmbeddedBroker.start(folder.resolve("kafka"), 0, fault -> fatal.report("broker", fault));
                KafkaDesk desk = new KafkaDesk(broker.bootstrap());
                WalletProcessor stewards = WalletProcessor.start(
                        settings(broker.bootstrap(), ProcessorSettings.DEFAULT_COMMIT_PAUSE),
                        new SimpleMeterRegistry(),
                        fatal)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(25))
                    .until(() -> stewards.health().ready());
            try (KafkaConsumer<byte[], byte[]> answers = answers(broker.bootstrap())) {
                lonely(desk, answers, 200, 50);
                List<Double> roundTripsMs = lonely(desk, answers, 200, 50);
                // A thread that slept on, instead of waiting until its commit is due, would never be quicker than its
                // poll.
                assertThat(roundTripsMs.get(50)).isLessThan(45);
                System.out.printf(
                        "a lonely command is answered in %.1f ms (median), %.1f ms (99 of 100)%n",
                        roundTripsMs.get(100), roundTripsMs.get(198));
                flood(desk, answers, 3_000);
                System.out.printf("a flood of transfers: %.0f commands/s%n", flood(desk, answers, 10_000));
            }
            assertThat(fatal.future()).isNotDone();
        }
    }

    @Test
    void aThreadRestsAfterEachCommitForAsLongAsItIsTold() {
        Fatal fatal = new Fatal();
        Duration pause = Duration.ofMillis(100);
        try (EmbeddedBroker broker =
                        EmbeddedBroker.start(folder.resolve("kafka"), 0, fault -> fatal.report("broker", fault));
                KafkaDesk desk = new KafkaDesk(broker.bootstrap());
                WalletProcessor stewards =
                        WalletProcessor.start(settings(broker.bootstrap(), pause), new SimpleMeterRegistry(), fatal)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(25))
                    .until(() -> stewards.health().ready());
            try (KafkaConsumer<byte[], byte[]> answers = answers(broker.bootstrap())) {
                lonely(desk, answers, 1, 1);
                long started = System.nanoTime();
                lonely(desk, answers, 10, 1);
                // Kafka Streams' own commits would come every 5 s.
                assertThat(Duration.ofNanos(System.nanoTime() - started))
                        .isGreaterThan(pause.multipliedBy(9))
                        .isLessThan(Duration.ofSeconds(30));
            }
            assertThat(fatal.future()).isNotDone();
        }
    }

    /**
     * One command at a time, each asked when the one before has been answered; how long each took, sorted.
     *
     * @param wallets that take turns: one is one thread's
     */
    private static List<Double> lonely(KafkaDesk desk, KafkaConsumer<byte[], byte[]> answers, int count, int wallets) {
        List<Double> roundTripsMs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long asked = System.nanoTime();
            desk.deposit("d-" + asked, "wallet-" + i % wallets, "1000.00");
            desk.flush();
            await(answers, 1);
            roundTripsMs.add((System.nanoTime() - asked) / 1e6);
        }
        return roundTripsMs.stream().sorted().toList();
    }

    /** Commands per second, from the first that is asked to the last that is answered. */
    private static double flood(KafkaDesk desk, KafkaConsumer<byte[], byte[]> answers, int count) {
        long asked = System.nanoTime();
        for (int i = 0; i < count; i++) {
            desk.transfer("t-" + asked + "-" + i, "wallet-" + i % 50, "wallet-" + (i + 1) % 50, "0.01");
        }
        desk.flush();
        await(answers, count);
        return count / ((System.nanoTime() - asked) / 1e9);
    }

    private static void await(KafkaConsumer<byte[], byte[]> answers, int count) {
        int seen = 0;
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (seen < count && System.nanoTime() < deadline) {
            seen += answers.poll(Duration.ofMillis(100)).count();
        }
        assertThat(seen).isEqualTo(count);
    }

    private static KafkaConsumer<byte[], byte[]> answers(String bootstrap) {
        Map<String, Object> reading = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topic.OUTCOMES.topicName(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private ProcessorSettings settings(String bootstrap, Duration commitPause) {
        return new ProcessorSettings(
                new KafkaConnection(bootstrap, Map.of()),
                folder.resolve("state"),
                folder.resolve("signing.key"),
                true,
                true,
                Duration.ofHours(24),
                2,
                commitPause,
                OptionalInt.of(PARTITIONS),
                PARTITIONS);
    }
}
