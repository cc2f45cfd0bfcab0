package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Command;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stewards whose state was lost while they ran must not begin their wallets anew. */
class HistoryCheckTest {

    private static final int TWO = 2;
    private static final int ALICES = WalletPartitions.of("alice", TWO);
    private static final SigningKey ANOTHER = SigningKey.of("another key for tests, 32 bytes.".getBytes());

    @TempDir
    private Path folder;

    @Test
    void stewardsThatKnowNoWalletDoNotStartWhereThereAreFacts() {
        StewardRules rules = Stewards.rules(true, Duration.ofHours(24), 1);

        assertThatThrownBy(() -> new Stewards(rules, folder, partition -> true))
                .hasStackTraceContaining("rebuild processor");
    }

    @Test
    void aSealedFactIsHistoryOnlyWhereItsWalletLives() {
        TestRecord<byte[], byte[]> fact = fact();

        assertThat(found(Stewards.KEY, ALICES, fact)).isTrue();
        assertThat(found(Stewards.KEY, 1 - ALICES, fact)).as("a copy").isFalse();
        assertThat(found(ANOTHER, ALICES, fact)).as("a forgery").isFalse();
    }

    @Test
    void aForgedRecordDoesNotHideTheFactBehindIt() {
        TestRecord<byte[], byte[]> fact = fact();
        TestRecord<byte[], byte[]> forged = new TestRecord<>(fact.key(), fact.value(), new RecordHeaders());

        assertThat(found(Stewards.KEY, ALICES, forged)).isFalse();
        assertThat(found(Stewards.KEY, ALICES, forged, fact)).isTrue();
    }

    @Test
    void anEmptyTopicIsNone() {
        assertThat(found(Stewards.KEY, 0)).isFalse();
    }

    @SafeVarargs
    private static boolean found(SigningKey key, int number, TestRecord<byte[], byte[]>... records) {
        TopicPartition facts = new TopicPartition(Topic.FACTS.topicName(), number);
        HistoryCheck check = new HistoryCheck(new KafkaConnection("localhost:1", Map.of()), key, TWO);
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.updateBeginningOffsets(Map.of(facts, 0L));
            consumer.updateEndOffsets(Map.of(facts, (long) records.length));
            consumer.schedulePollTask(() -> {
                for (int offset = 0; offset < records.length; offset++) {
                    consumer.addRecord(at(number, offset, records[offset]));
                }
            });
            return check.hasFacts(consumer, facts);
        }
    }

    private TestRecord<byte[], byte[]> fact() {
        try (Stewards stewards = new Stewards(Stewards.rules(true, Duration.ofHours(24), 1), folder)) {
            return deposit(stewards).getFirst();
        }
    }

    private static List<TestRecord<byte[], byte[]>> deposit(Stewards stewards) {
        Command deposit = Asks.deposit("d-1", "alice", "1.00 EUR");
        stewards.take(
                Topic.COMMANDS,
                new TestRecord<>(
                        "alice".getBytes(StandardCharsets.UTF_8),
                        CommandJson.write(deposit),
                        new RecordHeaders(),
                        Stewards.START));
        return stewards.written(Topic.FACTS);
    }

    private static ConsumerRecord<byte[], byte[]> at(int partition, long offset, TestRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                Topic.FACTS.topicName(),
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
