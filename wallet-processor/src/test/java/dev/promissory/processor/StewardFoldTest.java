package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Command;
import dev.promissory.domain.WalletId;
import dev.promissory.processor.StewardFault.Kind;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fold leaves out, and that the rest is as if it had not been there. */
class StewardFoldTest {

    private static final WalletId ALICE = new WalletId("alice");

    @TempDir
    private Path folder;

    private Stewards stewards;
    private StewardFold fold;

    @BeforeEach
    void open() {
        stewards = new Stewards(Stewards.rules(true, Duration.ofHours(24), 1), folder.resolve("stewards"));
        StewardInput input = new StewardInput(
                OptionalLong.of(Stewards.START.toEpochMilli()),
                OptionalLong.of(Stewards.START.plusSeconds(60).toEpochMilli()),
                100,
                OptionalLong.of(50));
        fold = StewardFold.open(
                new FoldRules(
                        Optional.of(Stewards.KEY),
                        Duration.ofHours(24),
                        Stewards.layout(1),
                        Map.of(
                                new TopicPartition(Topic.COMMANDS.topicName(), 0), input,
                                new TopicPartition(Topic.TRANSFERS.topicName(), 0), input)),
                folder.resolve("fold"));
    }

    @AfterEach
    void close() {
        fold.close();
        stewards.close();
    }

    @Test
    void aGapLeavesTheWalletWhereItWasAndItsStateUnknown() {
        List<TestRecord<byte[], byte[]>> facts = facts();

        assertThat(take(facts.get(0))).isEmpty();
        assertThat(take(facts.get(1))).isEmpty();
        assertThat(take(facts.get(3))).hasValueSatisfying(fault -> {
            assertThat(fault.kind()).isEqualTo(Kind.GAP);
            assertThat(fault.leavesStateUnknown()).isTrue();
            assertThat(fault.walletId()).contains(ALICE);
            assertThat(fault.sequence()).hasValue(4);
        });

        assertThat(fold.wallet(ALICE).orElseThrow().wallet().sequence()).isEqualTo(2);
        assertThat(fold.facts()).isEqualTo(2);
    }

    @Test
    void whatNoStewardSealedNeverHappened() {
        List<TestRecord<byte[], byte[]>> facts = facts();
        TestRecord<byte[], byte[]> second = facts.get(1);
        byte[] altered = new String(second.value(), StandardCharsets.UTF_8)
                .replace("1.00", "9.00")
                .getBytes(StandardCharsets.UTF_8);

        take(facts.get(0));
        assertThat(take(new TestRecord<>(second.key(), altered, second.headers(), second.getRecordTime())))
                .hasValueSatisfying(fault -> {
                    assertThat(fault.kind()).isEqualTo(Kind.NOT_SEALED);
                    assertThat(fault.leavesStateUnknown()).isFalse();
                });
        assertThat(take(new TestRecord<>(second.key(), null, second.headers(), second.getRecordTime())))
                .isPresent();

        assertThat(take(second)).as("the true one").isEmpty();
    }

    @Test
    void aFactOnceMoreIsACopyHoweverOldItIsAndWhereverItLies() {
        List<TestRecord<byte[], byte[]>> facts = facts();
        facts.forEach(fact -> assertThat(take(fact)).isEmpty());

        assertThat(take(facts.getLast()).map(StewardFault::kind)).contains(Kind.COPY);
        TestRecord<byte[], byte[]> first = facts.getFirst();
        assertThat(take(first).map(StewardFault::kind)).contains(Kind.COPY);
        assertThat(take(underBobsKey(first)).map(StewardFault::kind)).contains(Kind.COPY);
        assertThat(fold.wallet(ALICE).orElseThrow().wallet().sequence()).isEqualTo(4);
    }

    @Test
    void aFactThatLiesElsewhereIsMissedUntilItIsKnownAtHome() {
        TestRecord<byte[], byte[]> first = facts().getFirst();

        assertThat(take(underBobsKey(first)).map(StewardFault::kind)).contains(Kind.MISPLACED);
        take(first);
        assertThat(take(underBobsKey(first)).map(StewardFault::kind)).contains(Kind.COPY);
    }

    @Test
    void anotherFactInThePlaceOfOneIsAFork() {
        facts().forEach(this::take);
        try (Stewards others = new Stewards(Stewards.rules(true, Duration.ofHours(24), 1), folder.resolve("others"))) {
            ask(others, Asks.deposit("d-1", "alice", "7.00 EUR"));
            TestRecord<byte[], byte[]> second = others.written(Topic.FACTS).getLast();

            assertThat(take(second)).hasValueSatisfying(fault -> {
                assertThat(fault.kind()).isEqualTo(Kind.FORKED);
                assertThat(fault.leavesStateUnknown()).isTrue();
            });
        }
    }

    @Test
    void aFactAloneSaysThatItsPromiseWasAnswered() {
        ask(Asks.deposit("d-1", "alice", "5.00 EUR"));
        ask(Asks.transfer("t-1", "alice", "bob", "1.00 EUR"));
        stewards.written(Topic.FACTS).forEach(fact -> assertThat(take(fact)).isEmpty());
        fold.finish();

        List<String> answered = new ArrayList<>();
        fold.rows(
                StewardStore.RECEIVED_PROMISES,
                0,
                (key, value) -> answered.add(new String(key, StandardCharsets.UTF_8)));
        assertThat(answered).containsExactly("bob~alice");
    }

    @Test
    void eachRowLiesBesideTheOneThatSomebodyElseHas() {
        ask(Asks.deposit("d-1", "alice", "5.00 EUR"));
        ask(Asks.transfer("t-1", "alice", "bob", "1.00 EUR"));
        ask(Asks.transfer("t-2", "alice", "carol", "1.00 EUR"));
        ask(Asks.transfer("t-3", "alice", "dave", "1.00 EUR"));
        stewards.written(Topic.FACTS).forEach(fact -> assertThat(take(fact)).isEmpty());

        List<String> pairs = new ArrayList<>();
        try (StewardCopy copy = StewardCopy.open(2, folder.resolve("copy"))) {
            received(copy, 0, "bob~alice", 3);
            received(copy, 0, "carol~alice", 9);
            received(copy, 0, "carol~bob", 1);
            received(copy, 0, "erin~alice", 1);
            received(copy, 1, "frank~alice", 1);
            copy.put(StewardStore.REMEMBERED_COMMANDS, 0, bytes("a row of another store"), new byte[0]);
            fold.rowsBeside(
                    copy,
                    StewardStore.RECEIVED_PROMISES,
                    0,
                    (key, expected, found) -> pairs.add(
                            new String(key, StandardCharsets.UTF_8) + " " + number(expected) + " " + number(found)));
        }

        assertThat(pairs)
                .containsExactly(
                        "bob~alice 3 3", "carol~alice 4 9", "carol~bob - 1", "dave~alice 5 -", "erin~alice - 1");
    }

    @Test
    void aNewerStewardsMessageStopsTheFold() {
        byte[] newer = "{\"v\":2}".getBytes(StandardCharsets.UTF_8);
        RecordHeaders signed = new RecordHeaders();
        signed.add(HeaderNames.MESSAGE_MAC, HeaderNames.hex(new Sealer(Stewards.KEY).macOf(newer)));

        assertThatThrownBy(() -> fold.transfer(onTopic(
                        Topic.TRANSFERS,
                        new TestRecord<>("alice".getBytes(StandardCharsets.UTF_8), newer, signed, Stewards.START))))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageContaining("wallet.transfers-0@0");
    }

    @Test
    void anOutcomeThatTheFactsDoNotBearOutIsNotRemembered() {
        List<TestRecord<byte[], byte[]>> facts = facts();
        List<TestRecord<byte[], byte[]>> outcomes = stewards.written(Topic.OUTCOMES);
        facts.subList(0, 3).forEach(this::take);

        assertThat(outcome(outcomes.get(0))).as("follows from facts 1 and 2").isEmpty();
        assertThat(outcome(outcomes.get(1))).as("follows from fact 3").isEmpty();
        assertThat(outcome(outcomes.get(2)))
                .as("from fact 4, which is not there")
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Kind.CONTRADICTED));
        TestRecord<byte[], byte[]> first = outcomes.get(0);
        assertThat(outcome(signed(
                        first,
                        text(first).replace("accepted", "rejected\",\"code\":\"wallet-frozen\",\"detail\":\"no"))))
                .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Kind.CONTRADICTED));

        assertThat(remembered()).isEqualTo(2);
    }

    @Test
    void anOutcomeThatNoStewardSignedIsNotRemembered() {
        ask(Asks.withdraw("w-0", "alice", "1.00 EUR"));
        TestRecord<byte[], byte[]> refusal = stewards.written(Topic.OUTCOMES).getFirst();
        String ofAnother = text(refusal).replace("w-0", "w-9");

        assertThat(outcome(refusal)).isEmpty();
        assertThat(outcome(with(refusal, ofAnother))).isEmpty();
        assertThat(remembered()).isEqualTo(1);

        assertThat(outcome(signed(refusal, ofAnother))).isEmpty();
        assertThat(remembered()).as("had a steward given it").isEqualTo(2);
    }

    private static void received(StewardCopy copy, int partition, String pair, long sequence) {
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(sequence).array();
        copy.put(StewardStore.RECEIVED_PROMISES, partition, bytes(pair), value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String number(Optional<byte[]> row) {
        return row.map(value -> Long.toString(ByteBuffer.wrap(value).getLong())).orElse("-");
    }

    private static String text(TestRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static TestRecord<byte[], byte[]> with(TestRecord<byte[], byte[]> record, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new TestRecord<>(record.key(), bytes, record.headers(), record.getRecordTime());
    }

    /** The record as a steward would have signed it with this value. */
    private static TestRecord<byte[], byte[]> signed(TestRecord<byte[], byte[]> record, String value) {
        TestRecord<byte[], byte[]> altered = with(record, value);
        byte[] mac = new Sealer(Stewards.KEY).macOfOutcome(altered.headers(), altered.value());
        altered.headers().add(HeaderNames.OUTCOME_MAC, HeaderNames.hex(mac));
        return altered;
    }

    private int remembered() {
        fold.finish();
        int[] remembered = new int[1];
        fold.rows(StewardStore.REMEMBERED_COMMANDS, 0, (key, value) -> remembered[0]++);
        return remembered[0];
    }

    /** Four facts of one wallet, from three commands. */
    private List<TestRecord<byte[], byte[]>> facts() {
        ask(Asks.deposit("d-1", "alice", "1.00 EUR"));
        ask(Asks.deposit("d-2", "alice", "1.00 EUR"));
        ask(Asks.withdraw("w-1", "alice", "1.00 EUR"));
        List<TestRecord<byte[], byte[]>> facts = stewards.written(Topic.FACTS);
        assertThat(facts).hasSize(4);
        return facts;
    }

    private static TestRecord<byte[], byte[]> underBobsKey(TestRecord<byte[], byte[]> fact) {
        return new TestRecord<>(
                "bob".getBytes(StandardCharsets.UTF_8), fact.value(), fact.headers(), fact.getRecordTime());
    }

    private void ask(Command command) {
        ask(stewards, command);
    }

    private static void ask(Stewards asked, Command command) {
        asked.take(
                Topic.COMMANDS,
                new TestRecord<>(
                        command.walletId().value().getBytes(StandardCharsets.UTF_8),
                        CommandJson.write(command),
                        new RecordHeaders(),
                        Instant.from(Stewards.START)));
    }

    private Optional<StewardFault> take(TestRecord<byte[], byte[]> fact) {
        return fold.fact(onTopic(Topic.FACTS, fact));
    }

    private Optional<StewardFault> outcome(TestRecord<byte[], byte[]> outcome) {
        return fold.outcome(onTopic(Topic.OUTCOMES, outcome));
    }

    private static ConsumerRecord<byte[], byte[]> onTopic(Topic topic, TestRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                topic.topicName(),
                0,
                0,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
