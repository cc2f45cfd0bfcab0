package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processors, one of them with another key: what the one writes, the other does not believe. */
class StuckPromisesTest {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;

    @TempDir
    Path folder;

    private final List<LaunchedProcess> processes = new ArrayList<>();
    private EmbeddedBroker broker;
    private KafkaDesk desk;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, fault -> {
            throw new AssertionError("the broker broke", fault);
        });
        desk = new KafkaDesk(broker.bootstrap());
    }

    @AfterEach
    void stop() {
        desk.close();
        processes.forEach(LaunchedProcess::close);
        broker.close();
    }

    @Test
    void whatAnotherKeySetAsideIsNamedAndMadeToEnd() throws Exception {
        LaunchedProcess right = processor("right", "--partitions", Integer.toString(PARTITIONS));
        Set<String> first = desk.members("promissory-processor").keySet();
        LaunchedProcess wrong = processor("wrong");
        int mistrusting = awaitShared(first);
        String sender = walletOn(1 - mistrusting, "alice", 0);
        List<String> receivers = IntStream.range(0, 3)
                .mapToObj(i -> walletOn(mistrusting, "bob-" + i, i))
                .toList();

        desk.deposit("d-1", sender, "10.00");
        receivers.forEach(receiver -> desk.transfer("to-" + receiver, sender, receiver, "1.00"));
        List<ConsumerRecord<byte[], byte[]>> letters = awaitLetters(3);
        assertThat(stuck().expect(1).output())
                .contains("3 promises have been open")
                .contains("PromiseMade to " + receivers.get(0), "was set aside as letter " + nameOf(letters.get(0)))
                .contains("says a processor that has another key", "dead-letters replay " + nameOf(letters.get(0)));

        // Replayed, and read once the right processor is back. The first time the tool cannot note it, as if it had
        // been
        // killed in between.
        wrong.terminate();
        right.terminate();
        desk.limitRecords(Topic.DEAD_LETTERS, 1);
        letter("replay", nameOf(letters.get(0))).expect(1);
        desk.limitRecords(Topic.DEAD_LETTERS, 1 << 20);
        letter("replay", nameOf(letters.get(0))).expect(0);
        await().atMost(START)
                .untilAsserted(() -> assertThat(stuck().expect(1).output())
                        .contains(
                                "waits, and no processor has wallet.transfers-" + mistrusting, "-> start a processor"));
        processor("right");
        await().atMost(START)
                .untilAsserted(() -> assertThat(receivedBy(receivers.get(0))).isEqualTo(1));
        // Discarded by mistake, and written once more as its fact has it.
        letter("discard", nameOf(letters.get(1)), "--because", "a mistake").expect(0);
        assertThat(stuck().expect(1).output()).contains("was discarded", "promises resend " + sender + "~4");
        assertThat(resend(sender + "~4").expect(0).output()).contains("PromiseMade to " + receivers.get(1));
        await().atMost(START)
                .untilAsserted(() -> assertThat(receivedBy(receivers.get(1))).isEqualTo(1));
        // Overtaken by a later promise, so that it can only be returned.
        desk.transfer("later", sender, receivers.get(2), "2.00");
        await().atMost(START)
                .untilAsserted(() -> assertThat(receivedBy(receivers.get(2))).isEqualTo(1));
        awaitEnding(sender + "~5", "overtaken");
        assertThat(resend(sender + "~5").expect(0).output()).contains("PromiseRefused by " + receivers.get(2));

        FactsOnRecord facts = desk.awaitSettled();
        facts.assertConserved();
        await().atMost(START).untilAsserted(() -> stuck().expect(0));
        assertThat(resend(sender + "~5").expect(0).output()).contains("nothing to resend");
        assertThat(desk.facts().typesOf("to-" + receivers.get(0))).containsOnlyOnce("TransferReceived");
        assertThat(letter("list").expect(0).output())
                .as("the second copy")
                .contains("has been answered before  (letter " + nameOf(letters.get(0)) + ", replayed)");
        assertThat(desk.facts().typesOf("to-" + receivers.get(2)))
                .containsExactlyInAnyOrder("TransferPromised", "TransferReturned");
    }

    private LaunchedProcess processor(String key, String... more) {
        List<String> arguments = new ArrayList<>(List.of("processor", "--bootstrap", broker.bootstrap()));
        arguments.addAll(List.of("--port", "0", "--data", folder.resolve(key).toString(), "--create-signing-key"));
        arguments.addAll(List.of("--steward-threads", "1"));
        arguments.addAll(List.of(more));
        LaunchedProcess process = new LaunchedProcess(arguments.toArray(String[]::new));
        processes.add(process);
        process.awaitReady(START);
        return process;
    }

    /** Waits until both have a partition, and returns the one that the second has. */
    private int awaitShared(Set<String> first) {
        return await().atMost(START)
                .ignoreExceptions()
                .until(
                        () -> desk.members("promissory-processor").entrySet().stream()
                                .filter(member -> !first.contains(member.getKey()))
                                .map(Map.Entry::getValue)
                                .filter(partitions -> partitions.size() == 1)
                                .map(partitions -> partitions.iterator().next())
                                .findFirst()
                                .orElse(-1),
                        partition -> partition >= 0);
    }

    private void awaitEnding(String promiseId, String code) {
        await().atMost(START)
                .untilAsserted(() -> assertThat(stuck("--json").expect(1).output())
                        .contains("\"promiseId\":\"" + promiseId + "\"", "\"code\":\"" + code + "\""));
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitLetters(int count) {
        await().atMost(START)
                .untilAsserted(() -> assertThat(desk.read(Topic.DEAD_LETTERS)).hasSize(count));
        return desk.read(Topic.DEAD_LETTERS);
    }

    private long receivedBy(String wallet) {
        return desk.facts().facts().stream()
                .filter(fact -> fact.walletId().value().equals(wallet))
                .filter(TransferReceived.class::isInstance)
                .count();
    }

    private ToolRun stuck(String... more) {
        List<String> words = new ArrayList<>(List.of("promises", "stuck", "--older-than", "PT0S"));
        words.addAll(List.of(
                "--signing-key-file", folder.resolve("right/signing.key").toString()));
        words.addAll(List.of(more));
        return ToolRun.within(broker.bootstrap(), words.toArray(String[]::new));
    }

    private ToolRun letter(String... words) {
        List<String> all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(words));
        return ToolRun.within(broker.bootstrap(), all.toArray(String[]::new));
    }

    private ToolRun resend(String promiseId) {
        String key = folder.resolve("right/signing.key").toString();
        return ToolRun.within(broker.bootstrap(), "promises", "resend", promiseId, "--signing-key-file", key);
    }

    /** One of several wallets that live there. */
    private static String walletOn(int partition, String name, int which) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> name + "-" + i)
                .filter(wallet -> WalletPartitions.of(wallet, PARTITIONS) == partition)
                .skip(which)
                .findFirst()
                .orElseThrow();
    }

    private static String nameOf(ConsumerRecord<byte[], byte[]> letter) {
        return Long.toString(letter.offset());
    }
}
