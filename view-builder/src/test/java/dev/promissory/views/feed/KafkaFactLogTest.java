package dev.promissory.views.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class KafkaFactLogTest {

    private static final TopicPartition FIRST = new TopicPartition(Topic.FACTS.topicName(), 0);
    private static final TopicPartition SECOND = new TopicPartition(Topic.FACTS.topicName(), 1);

    private final Deque<MockConsumer<byte[], byte[]>> opened = new ArrayDeque<>();
    private final KafkaFactLog log = new KafkaFactLog(this::open, Duration.ofMillis(300));
    private Runnable broker = () -> {};

    private MockConsumer<byte[], byte[]> open() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.updateBeginningOffsets(Map.of(FIRST, 5L, SECOND, 0L));
        consumer.updateEndOffsets(Map.of(FIRST, 9L, SECOND, 9L));
        opened.add(consumer);
        consumer.schedulePollTask(broker);
        return consumer;
    }

    /** The next poll finds this record. */
    private void holds(TopicPartition partition, long offset) {
        broker = () -> opened.getLast()
                .addRecord(new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, null, bytes("at " + offset)));
        if (!opened.isEmpty()) {
            opened.getLast().schedulePollTask(broker);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void oneConsumerReadsOneRecordAfterTheOther() {
        holds(FIRST, 7);
        assertThat(log.read(0, 7).orElseThrow().value()).isEqualTo(bytes("at 7"));
        holds(SECOND, 3);
        assertThat(log.read(1, 3).orElseThrow().value()).isEqualTo(bytes("at 3"));
        holds(FIRST, 6);
        assertThat(log.read(0, 6).orElseThrow().value()).isEqualTo(bytes("at 6"));

        assertThat(opened).hasSize(1);
    }

    @Test
    void anotherRecordThanThatOneIsNone() {
        holds(FIRST, 8);

        assertThat(log.read(0, 7)).isEmpty();
    }

    @Test
    void whatTheLogNoLongerHoldsIsNone() {
        broker = () -> {
            throw new OffsetOutOfRangeException(Map.of(FIRST, 4L));
        };

        assertThat(log.read(0, 4)).isEmpty();
    }

    @Test
    void aKafkaThatDoesNotAnswerIsNotWaitedForWithoutEnd() {
        assertThatExceptionOfType(KafkaUnavailableException.class).isThrownBy(() -> log.read(0, 7));
    }

    @Test
    void aConsumerThatFailedIsReplaced() {
        broker = () -> {
            throw new KafkaException("lost");
        };
        assertThatExceptionOfType(KafkaUnavailableException.class).isThrownBy(() -> log.read(0, 7));
        assertThat(opened.getLast().closed()).isTrue();

        broker = () -> {};
        opened.clear();
        holds(FIRST, 7);
        assertThat(log.read(0, 7)).isPresent();
    }

    @Test
    void whoWaitsWhileAnotherReadsIsToldInTime() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        broker = () -> {
            reading.countDown();
            await(goOn);
        };
        CompletableFuture<?> first = CompletableFuture.supplyAsync(() -> log.read(0, 4));
        reading.await();

        assertThatExceptionOfType(KafkaUnavailableException.class)
                .isThrownBy(() -> log.read(0, 7))
                .withMessageContaining("as fast as");

        goOn.countDown();
        assertThat(first.handle((found, fault) -> true).join()).isEqualTo(true);
    }

    @Test
    void closingEndsWhoReadsAndRefusesWhoComes() {
        CountDownLatch reading = new CountDownLatch(1);
        KafkaFactLog patient = new KafkaFactLog(this::open, Duration.ofSeconds(30));
        broker = reading::countDown;
        CompletableFuture<?> read = CompletableFuture.supplyAsync(() -> patient.read(0, 7));
        await(reading);

        patient.close();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(read::join)
                .withCauseInstanceOf(KafkaUnavailableException.class);
        assertThat(opened.getLast().closed()).isTrue();
        assertThatExceptionOfType(KafkaUnavailableException.class).isThrownBy(() -> patient.read(0, 7));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
