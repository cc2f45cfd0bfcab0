package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicMismatchException;
import dev.promissory.protocol.WalletPartitions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** What only a real broker can show of the stewards: transactions, restarts, hand-overs, and topics that do not fit. */
@Timeout(60)
class StewardsOnKafkaTest {

    private static final String GROUP = "promissory-processor";
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final int PARTITIONS = 4;

    @TempDir
    Path folder;

    private final Fatal fatal = new Fatal();
    private EmbeddedBroker broker;
    private KafkaDesk desk;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, fault -> fatal.report("broker", fault));
        desk = new KafkaDesk(broker.bootstrap());
    }

    @AfterEach
    void stop() {
        desk.close();
        broker.close();
    }

    @Test
    void topicsWithAnotherNumberOfPartitionsStopTheStart() throws Exception {
        desk.createTopic(Topic.COMMANDS, 3, Map.of("message.timestamp.type", "LogAppendTime"));
        assertThatThrownBy(() -> begin("one"))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("topic wallet.commands has 3 partitions but must have 4");
    }

    @Test
    void aTopicThatTakesItsClientsClocksStopsTheStart() throws Exception {
        desk.createTopic(Topic.TRANSFERS, PARTITIONS, Map.of("message.timestamp.type", "CreateTime"));
        assertThatThrownBy(() -> begin("one"))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(
                        "topic wallet.transfers has message.timestamp.type=CreateTime but must have LogAppendTime");
    }

    @Test
    void commandsAreAnsweredOnceAndRememberedAcrossALostStateFolder() throws Exception {
        try (WalletProcessor stewards = begin("one")) {
            askForOneOfEach();
            desk.awaitAnswers(4);
            desk.awaitSettled();
            assertThat(stewards.health().ready()).isTrue();
        }
        int facts = desk.facts().count();
        Utils.delete(folder.resolve("one").toFile());
        try (WalletProcessor again = begin("one")) {
            askForOneOfEach();
            desk.awaitAnswers(8);
            assertThat(again.health().ready()).isTrue();
        }
        FactsOnRecord after = desk.facts();
        assertThat(after.count()).isEqualTo(facts);
        assertThat(after.typesOf("t-1"))
                .containsExactlyInAnyOrder("TransferPromised", "WalletOpened", "TransferReceived");
        after.assertConserved();
        assertThat(desk.answers().values()).hasSize(4).allMatch(answer -> answer.contains("\"replayed\":true"));
        assertThat(desk.answers().get("w-1")).contains("\"code\":\"insufficient-funds\"");
    }

    /** With a memory of commands too short to help: what was applied is known by its offset alone. */
    @Test
    void recordsThatComeAgainBecauseOffsetsWereLostAreNotAppliedTwice() throws Exception {
        Duration shortly = Duration.ofMillis(3);
        try (WalletProcessor stewards = begin("one", shortly)) {
            askForOneOfEach();
            desk.awaitAnswers(4);
            desk.awaitSettled();
            assertThat(stewards.health().ready()).isTrue();
        }
        int facts = desk.facts().count();
        desk.rewind(GROUP, PARTITIONS);
        try (WalletProcessor again = begin("one", shortly)) {
            desk.deposit("d-9", "alice", "1.00");
            desk.awaitAnswers(5);
            assertThat(again.health().ready()).isTrue();
        }
        desk.forgetGroup(GROUP);
        Utils.delete(folder.resolve("one").toFile());
        try (WalletProcessor again = begin("one", shortly)) {
            desk.deposit("d-10", "alice", "1.00");
            desk.awaitAnswers(6);
            assertThat(again.health().ready()).isTrue();
        }
        FactsOnRecord after = desk.awaitSettled();
        assertThat(after.count()).isEqualTo(facts + 2);
        after.assertConserved();
    }

    @Test
    void garbageAmongGoodCommandsStopsNothing() throws Exception {
        byte[] huge = new byte[8 << 20];
        Arrays.fill(huge, (byte) ' ');
        Random random = new Random(7);
        try (WalletProcessor stewards = begin("one")) {
            for (int i = 0; i < 40; i++) {
                desk.deposit("d-" + i, "wallet-" + i, "1.00");
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                desk.send(Topic.COMMANDS, "wallet-" + i, noise);
            }
            desk.send(Topic.COMMANDS, "huge", huge);
            desk.send(Topic.COMMANDS, "nothing", null);
            desk.send(Topic.COMMANDS, null, KafkaDesk.command("keyless", "OpenWallet", "o-1", ""));
            desk.send(Topic.TRANSFERS, "wallet-1", KafkaDesk.bytes("{\"v\":1,\"type\":\"PromiseMade\"}"));
            // One that would fill its topic, with a header that would fill the answer's.
            ProducerRecord<byte[], byte[]> wide = new ProducerRecord<>(
                    "wallet.commands", KafkaDesk.bytes("wide"), KafkaDesk.command("wide", "OpenWallet", "o-2", ""));
            wide.headers().add(HeaderNames.REQUEST_ID, huge);
            desk.send(wide);
            desk.flush();
            desk.awaitAnswers(42);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(desk.read(Topic.DEAD_LETTERS)).hasSize(44));
            assertThat(stewards.health().ready()).isTrue();
        }
        assertThat(desk.facts().total()).isEqualByComparingTo("40");
        assertThat(fatal.future()).isNotDone();
    }

    @Test
    void anAnswerGoesToThePartitionItsAskerReads() throws Exception {
        try (WalletProcessor stewards = begin("one")) {
            for (String named : List.of("0", "1", "2", "3", "4", "-1", "much")) {
                ProducerRecord<byte[], byte[]> command = new ProducerRecord<>(
                        "wallet.commands",
                        KafkaDesk.bytes("alice"),
                        KafkaDesk.command("alice", "OpenWallet", "o-" + named.replace('-', 'm'), ""));
                command.headers().add(HeaderNames.REPLY_PARTITION, KafkaDesk.bytes(named));
                desk.send(command);
            }
            desk.awaitAnswers(7);
            assertThat(stewards.health().ready()).isTrue();
        }
        int alicesOwn = WalletPartitions.of("alice", PARTITIONS);
        for (ConsumerRecord<byte[], byte[]> answer : desk.read(Topic.OUTCOMES)) {
            String named = KafkaDesk.header(answer, HeaderNames.REPLY_PARTITION);
            int expected = named.matches("[0-3]") ? Integer.parseInt(named) : alicesOwn;
            assertThat(answer.partition()).as("asked for on " + named).isEqualTo(expected);
        }
    }

    @Test
    void aHandOverBetweenInstancesKeepsChainsWhole() throws Exception {
        int transfers = 600;
        List<WalletProcessor> running = new ArrayList<>();
        try {
            running.add(begin("one"));
            for (int i = 0; i < 10; i++) {
                desk.deposit("d-" + i, "wallet-" + i, "100.00");
            }
            for (int i = 0; i < transfers; i++) {
                desk.transfer("t-" + i, "wallet-" + i % 10, "wallet-" + (i * 7 + 3) % 10, "0.01");
                if (i == transfers / 3) {
                    desk.awaitAnswers(10 + i + 1);
                    running.add(begin("two"));
                } else if (i == 2 * transfers / 3) {
                    running.removeFirst().close();
                }
            }
            desk.awaitAnswers(10 + transfers);
            FactsOnRecord after = desk.awaitSettled();
            after.assertConserved();
            assertThat(after.total()).isEqualByComparingTo("1000");
            assertThat(fatal.future()).isNotDone();
        } finally {
            running.forEach(WalletProcessor::close);
        }
    }

    @Test
    void stewardsWhoseFactsAreRefusedEndTheProcess() throws Exception {
        try (WalletProcessor stewards = begin("one")) {
            desk.deposit("d-1", "alice", "1.00");
            desk.awaitAnswers(1);
            desk.shut(Topic.FACTS);
            desk.deposit("d-2", "alice", "1.00");
            Fatal.Report report = fatal.future().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(report.service()).isEqualTo("processor");
            assertThat(report.cause()).hasRootCauseInstanceOf(RecordTooLargeException.class);
            Awaitility.await().atMost(PATIENCE).until(() -> !stewards.health().ready());
        }
    }

    @Test
    void aDamagedStateFolderStopsTheStartAndIsRestoredWhenDeleted() throws Exception {
        try (WalletProcessor stewards = begin("one")) {
            desk.deposit("d-1", "alice", "1.00");
            desk.awaitAnswers(1);
            assertThat(stewards.health().ready()).isTrue();
            // Otherwise the next start would restore whatever is there.
            Awaitility.await().atMost(PATIENCE).until(() -> changelogsOf("one").contains("wallets"));
        }
        overwriteEach("CURRENT");
        assertThatThrownBy(() -> begin("one"))
                .hasMessageStartingWith("processor cannot open its stores")
                .hasMessageContaining("delete its state folder")
                .hasRootCauseInstanceOf(RocksDBException.class);
        Utils.delete(folder.resolve("one").toFile());
        try (WalletProcessor again = begin("one")) {
            desk.deposit("d-2", "alice", "1.00");
            desk.awaitAnswers(2);
            assertThat(again.health().ready()).isTrue();
        }
        assertThat(desk.facts().total()).isEqualByComparingTo("2");
    }

    /** A deposit, a withdrawal that is refused, an opened wallet and a transfer. */
    private void askForOneOfEach() {
        desk.deposit("d-1", "alice", "12.50");
        desk.ask("alice", "Withdraw", "w-1", ",\"amount\":\"13\",\"currency\":\"EUR\"");
        desk.ask("carol", "OpenWallet", "o-1", ",\"owner\":\"Carol\"");
        desk.transfer("t-1", "alice", "bob", "5.00");
        desk.flush();
    }

    /** Which changelogs the stores were made with, as is noted beside them. */
    private String changelogsOf(String name) throws IOException {
        return Files.readString(folder.resolve(name).resolve("changelogs"));
    }

    private void overwriteEach(String fileName) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve("one"))) {
            files = all.filter(file -> file.endsWith(fileName)).toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Files.writeString(file, "not a store");
        }
    }

    private WalletProcessor begin(String name) {
        return begin(name, Duration.ofHours(24));
    }

    private WalletProcessor begin(String name, Duration rememberFor) {
        ProcessorSettings settings = new ProcessorSettings(
                new KafkaConnection(broker.bootstrap(), Map.of()),
                folder.resolve(name),
                folder.resolve("signing.key"),
                true,
                true,
                rememberFor,
                2,
                ProcessorSettings.DEFAULT_COMMIT_PAUSE,
                OptionalInt.of(PARTITIONS),
                PARTITIONS);
        WalletProcessor stewards = WalletProcessor.start(settings, new SimpleMeterRegistry(), fatal);
        Awaitility.await().atMost(PATIENCE).until(() -> stewards.health().ready());
        return stewards;
    }
}
