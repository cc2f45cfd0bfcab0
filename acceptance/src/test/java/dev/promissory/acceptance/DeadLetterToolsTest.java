package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does about records that nobody could read. */
@TestInstance(Lifecycle.PER_CLASS)
class DeadLetterToolsTest {

    private static final int PARTITIONS = 4;

    private Promissory promissory;
    private KafkaDesk desk;
    private int before;

    @BeforeAll
    void start(@TempDir Path folder) {
        promissory = Promissory.run(folder, "--mint", "false");
        desk = new KafkaDesk(promissory.bootstrap());
    }

    @BeforeEach
    void count() {
        before = desk.read(Topic.DEAD_LETTERS).size();
    }

    @AfterAll
    void stop() {
        desk.close();
        promissory.close();
    }

    @Test
    void aMalformedCommandIsListedShownAndDiscarded() throws Exception {
        byte[] command = KafkaDesk.bytes("{\"type\":\"Donate\",\"walletId\":\"alice\"}\u001b[2J");
        long offset = desk.send(Topic.COMMANDS, "alice", command).get().offset();
        String name = nameOf(letters(1).getLast());

        assertThat(tool("list").expect(0).lines())
                .singleElement()
                .asString()
                .startsWith(name + "  ")
                .contains("wallet.commands-" + home("alice") + "@" + offset, "key alice", "not valid JSON");
        assertThat(tool("list", "--reason", "something else").expect(0).output())
                .isEmpty();
        assertThat(tool("show", "0@" + name).expect(0).output())
                .contains("state      open", "7b 22 74 79 70 65")
                .doesNotContain("\u001b");
        assertThat(tool("discard", name).expect(2).output()).contains("--because");
        assertThat(tool("discard", name, "99", "--because", "a typo").expect(1).output())
                .contains("there is no letter 99");
        assertThat(tool("list").expect(0).lines()).as("nothing was changed").hasSize(1);

        tool("discard", name, "--because", "a typo").expect(0);

        assertThat(tool("list").expect(0).output()).isEmpty();
        assertThat(tool("list", "--all").expect(0).output()).contains("discarded", "because a typo");
        assertThat(tool("replay", name).expect(1).output()).contains("it was discarded before");
        assertThat(desk.read(Topic.COMMANDS))
                .as("sent again")
                .filteredOn(sent -> Arrays.equals(sent.value(), command))
                .hasSize(1);
    }

    @Test
    void aCommandOnTheWrongPartitionComesHomeAndIsDoneOnce() throws Exception {
        int astray = (home("bob") + 1) % PARTITIONS;
        byte[] command = KafkaDesk.command("bob", "Deposit", "d-1", ",\"amount\":\"7.00\",\"currency\":\"EUR\"");
        desk.send(new ProducerRecord<>(Topic.COMMANDS.topicName(), astray, KafkaDesk.bytes("bob"), command));
        String name = nameOf(letters(1).getLast());

        // What was done about the letter cannot be noted: as if the tool had been killed in between.
        desk.limitRecords(Topic.DEAD_LETTERS, 1);
        assertThat(tool("replay", name).expect(1).output()).contains("wallet.dead-letters");
        awaitTotal("bob", "7.00");
        desk.limitRecords(Topic.DEAD_LETTERS, 1 << 20);
        assertThat(tool("list").expect(0).lines())
                .as("the letter is still open")
                .hasSize(1);
        assertThat(tool("replay", name).expect(1).output()).contains("command d-1 was done before, says fact 1 of bob");
        tool("discard", name, "--because", "done").expect(0);

        assertThat(desk.facts().typesOf("d-1")).containsExactly("WalletOpened", "MoneyDeposited");
    }

    @Test
    void aReplayIsNotedAndWhatStillCannotBeReadNamesTheLetterThatItWas() throws Exception {
        byte[] command = KafkaDesk.command("carol", "Donate", "d-2", "");
        long offset = desk.send(Topic.COMMANDS, "carol", command).get().offset();
        String sentAgain = "wallet.commands-" + home("carol") + "@" + (offset + 1);
        String first = nameOf(letters(1).getLast());

        assertThat(tool("replay", "--all-matching").expect(2).output()).contains("--reason");
        assertThat(tool("replay", "--all-matching", "--reason", "donate")
                        .expect(0)
                        .output())
                .isEqualTo("letter " + first + " was replayed to " + sentAgain);

        ConsumerRecord<byte[], byte[]> again = letters(3).stream()
                .filter(letter -> letter.headers().lastHeader("replay-of") != null)
                .findFirst()
                .orElseThrow();
        assertThat(KafkaDesk.header(again, "replay-of")).isEqualTo(first);
        assertThat(tool("list").expect(0).lines())
                .singleElement()
                .asString()
                .startsWith(nameOf(again) + "  ")
                .contains("(letter " + first + ", replayed)");
        assertThat(tool("list", "--all", "--json").expect(0).output()).contains("\"replayedTo\":\"" + sentAgain + "\"");
        tool("discard", nameOf(again), "--because", "seen").expect(0);
    }

    private ToolRun tool(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "dead-letters";
        System.arraycopy(words, 0, all, 1, words.length);
        return ToolRun.within(promissory.bootstrap(), all);
    }

    /** What has come to the topic since the test began, once it is so much. */
    private List<ConsumerRecord<byte[], byte[]>> letters(int count) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(desk.read(Topic.DEAD_LETTERS)).hasSize(before + count));
        return desk.read(Topic.DEAD_LETTERS).subList(before, before + count);
    }

    private void awaitTotal(String wallet, String total) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(promissory.api().total(wallet, "EUR")).isEqualByComparingTo(total));
    }

    private static String nameOf(ConsumerRecord<byte[], byte[]> letter) {
        return Long.toString(letter.offset());
    }

    private static int home(String wallet) {
        return WalletPartitions.of(wallet, PARTITIONS);
    }
}
