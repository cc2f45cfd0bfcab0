package dev.promissory.mint.service;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.kit.RocksMemory;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.steward.ExactlyOnce;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The mint between its topics, without a broker; the wallets are whatever the test says of them. One partition. */
final class MintBench implements AutoCloseable {

    static final SigningKey MINT_KEY = SigningKey.of(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32
    });
    private static final SigningKey STEWARDS_KEY = SigningKey.of(new byte[32]);
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final Sealer sealer = new Sealer(STEWARDS_KEY);
    private final Map<String, byte[]> lastHashes = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final TopologyTestDriver driver;

    MintBench(Path stateDir) {
        ExactlyOnce streams = new ExactlyOnce(
                "test", stateDir, 1, Duration.ofMillis(50), Duration.ofMillis(20), new RocksMemory(8 << 20, 4 << 20));
        driver = new TopologyTestDriver(
                MintTopology.build(rules(1), Optional.of(STEWARDS_KEY), new SimpleMeterRegistry()),
                streams.settings(new KafkaConnection("localhost:1", Map.of())),
                START);
    }

    static MintRules rules(int partitions) {
        Map<String, TopicLayout.Placed> topics = new HashMap<>();
        for (Topic topic : Topic.CORE) {
            topics.put(topic.topicName(), new TopicLayout.Placed(partitions, new Uuid(1, topic.ordinal())));
        }
        long id = 0;
        for (TopicSpec topic : MintTopology.topics()) {
            id++;
            topics.put(topic.name(), new TopicLayout.Placed(partitions, new Uuid(2, id)));
        }
        BigDecimal tenth = new BigDecimal("0.1");
        return new MintRules(
                new WalletId("mint"),
                new GiftRate(tenth, tenth),
                Duration.ofHours(24),
                MINT_KEY,
                new TopicLayout(topics));
    }

    void command(String key, String json, String... headers) {
        Headers all = new RecordHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], HeaderNames.text(headers[i + 1]));
        }
        pipe(
                MintTopic.COMMANDS.topicName(),
                new TestRecord<>(HeaderNames.text(key), HeaderNames.text(json), all, START));
    }

    void sighting(byte[] value, Headers headers) {
        pipe("mint.sightings", new TestRecord<>(HeaderNames.text("EUR"), value, headers, START));
    }

    TestRecord<byte[], byte[]> deposited(String walletId, String commandId, String amount) {
        return fact(
                walletId,
                commandId,
                head -> new Fact.MoneyDeposited(head, eur(amount), new Balance(eur(amount), eur("0")), Occasion.NONE));
    }

    TestRecord<byte[], byte[]> received(String by, String promiseId, String commandId, String amount) {
        PromiseId promise = PromiseId.parse(promiseId).orElseThrow();
        return fact(
                by,
                commandId,
                head -> new Fact.TransferReceived(
                        head,
                        promise,
                        START,
                        List.of(new Posting(promise.sender(), new WalletId(by), eur(amount))),
                        List.of(new Balance(eur(amount), eur("0"))),
                        Occasion.NONE));
    }

    TestRecord<byte[], byte[]> fact(String walletId, String commandId, Function<FactHead, Fact> make) {
        long sequence = sequences.merge(walletId, 1L, Long::sum);
        byte[] value = FactJson.write(make.apply(
                new FactHead(new WalletId(walletId), sequence, new CommandId(commandId), START, Memo.none())));
        FactSeal seal = sealer.seal(lastHashes.getOrDefault(walletId, FactSeal.noPreviousHash()), value);
        lastHashes.put(walletId, seal.hash());
        Headers headers = new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
        TestRecord<byte[], byte[]> record = new TestRecord<>(HeaderNames.text(walletId), value, headers, START);
        pipe(Topic.FACTS.topicName(), record);
        return record;
    }

    void again(TestRecord<byte[], byte[]> fact) {
        pipe(Topic.FACTS.topicName(), fact);
    }

    void refused(String requestId, String commandId, Rejection rejection) {
        refused(requestId, commandId, rejection, STEWARDS_KEY);
    }

    /** @param key of whoever says so */
    void refused(String requestId, String commandId, Rejection rejection, SigningKey key) {
        Outcome outcome = new Outcome.Rejected(
                new WalletId("mint"), new CommandId(commandId), 3, rejection, "no", Optional.empty(), false);
        byte[] value = OutcomeJson.write(outcome);
        Headers headers = new RecordHeaders().add(HeaderNames.REQUEST_ID, HeaderNames.text(requestId));
        byte[] mac = new Sealer(key).macOfOutcome(headers, value);
        headers.add(HeaderNames.OUTCOME_MAC, HeaderNames.hex(mac));
        pipe(Topic.OUTCOMES.topicName(), new TestRecord<>(HeaderNames.text("mint"), value, headers, START));
    }

    List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What was written to the topic since it was last asked for. */
    List<String> written(String topic) {
        return records(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Under which the wallets know what the first command issued. */
    static String issueId() {
        return MintCommandProcessor.issueId(new Currency("EUR"), 1, new Sealer(MINT_KEY))
                .value();
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    @Override
    public void close() {
        driver.close();
    }

    private void pipe(String topic, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }
}
