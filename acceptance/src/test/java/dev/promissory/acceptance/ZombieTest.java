package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.protocol.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A processor that is stopped in the middle of its work, is given up by its group, and wakes up believing that the wallets
 * are still its own. Nothing it writes then may count.
 */
@Timeout(180)
class ZombieTest {

    private static final Duration START = Duration.ofSeconds(60);

    /** The group gives a member up after 6 seconds; a transaction it left open ends after 10. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(40);

    private static final List<String> NAMES = List.of("one", "two");
    private static final int PARTITIONS = 4;
    private static final int WALLETS = 24;
    private static final int TRANSFERS_A_ROUND = 400;

    @TempDir
    Path folder;

    private final List<LaunchedProcess> processors = new ArrayList<>();
    private final Random random = seeded();
    private EmbeddedBroker broker;
    private KafkaDesk desk;
    private int asked;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, ZombieTest::unexpected);
        desk = new KafkaDesk(broker.bootstrap());
    }

    @AfterEach
    void stop() {
        processors.forEach(LaunchedProcess::close);
        desk.close();
        broker.close();
    }

    @Test
    void twoThatBelieveTheyOwnAWalletNeverForkItsHistory() {
        processors.add(launch(NAMES.getFirst(), "--create-signing-key"));
        processors.add(launch(NAMES.getLast()));
        for (int wallet = 0; wallet < WALLETS; wallet++) {
            desk.deposit("d-" + asked++, wallet(wallet), "1000.00");
        }
        awaitAnswers();

        for (int round = 0; round < NAMES.size(); round++) {
            LaunchedProcess sleeper = processors.get(round);
            transfers(TRANSFERS_A_ROUND / 2);
            sleeper.suspend();
            transfers(TRANSFERS_A_ROUND / 2);
            awaitAnswers();
            sleeper.resume();
            transfers(TRANSFERS_A_ROUND / 2);
            awaitAnswers();
            startAgain(round);
        }

        // To read the facts is to check that no sequence is missing or there twice, and that every hash fits.
        FactsOnRecord facts = desk.awaitSettled();
        facts.assertConserved();
        assertThat(facts.total()).isEqualByComparingTo(Integer.toString(WALLETS * 1000));
    }

    /** It may have found out that its transaction was ended for it, and ended too; a supervisor would start it again. */
    private void startAgain(int number) {
        LaunchedProcess sleeper = processors.get(number);
        assertThat(sleeper.terminate()).as(sleeper.output()).isIn(1, 143);
        processors.set(number, launch(NAMES.get(number)));
    }

    /** Each command has its answer, and no command has two. */
    private void awaitAnswers() {
        desk.flush();
        Awaitility.await()
                .atMost(TAKEN_OVER)
                .untilAsserted(() -> assertThat(answers()).hasSize(asked));
        assertThat(answers().values()).containsOnly(1L);
    }

    private Map<String, Long> answers() {
        return desk.read(Topic.OUTCOMES).stream()
                .map(record -> KafkaDesk.text(record.value()).replaceAll(".*\"commandId\":\"([^\"]+)\".*", "$1"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private void transfers(int count) {
        for (int i = 0; i < count; i++) {
            int from = random.nextInt(WALLETS);
            int to = (from + 1 + random.nextInt(WALLETS - 1)) % WALLETS;
            desk.transfer("t-" + asked++, wallet(from), wallet(to), "0.01");
        }
    }

    private static String wallet(int number) {
        return "wallet-" + number;
    }

    private LaunchedProcess launch(String name, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("processor", "--bootstrap", broker.bootstrap(), "--port", "0"));
        arguments.addAll(List.of("--partitions", Integer.toString(PARTITIONS)));
        arguments.addAll(List.of("--data", folder.resolve(name).toString()));
        arguments.addAll(
                List.of("--signing-key-file", folder.resolve("signing.key").toString()));
        arguments.addAll(List.of(more));
        LaunchedProcess process = new LaunchedProcess(arguments.toArray(String[]::new));
        process.awaitReady(START);
        return process;
    }

    private static Random seeded() {
        long seed = System.nanoTime();
        System.out.println("ZombieTest: seed " + seed);
        return new Random(seed);
    }

    private static void unexpected(Throwable fault) {
        throw new AssertionError("the broker broke", fault);
    }
}
