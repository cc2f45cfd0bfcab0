package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A new generation of the views, built beside the one that serves. */
@TestInstance(Lifecycle.PER_CLASS)
class ViewsRebuildTest {

    private static final String FIRST = "promissory-views-3";
    private static final int WALLETS = 50;
    private static final int FACTS = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Promissory promissory;

    /** The generation that serves when a test begins. */
    private int serving;

    @BeforeAll
    void start(@TempDir Path data) {
        promissory = Promissory.run(data, "--mint", "false");
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            for (int number = 0; number < FACTS; number++) {
                desk.deposit("d-" + number, "w-" + number % WALLETS, "1.00");
            }
            desk.flush();
        }
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> promissory
                                .api()
                                .supply("EUR")
                                .get("deposited")
                                .textValue()
                                .equals(FACTS + ".00")
                        && ready(promissory.api()));
    }

    @BeforeEach
    void look() {
        serving = generation(promissory.api());
    }

    @AfterAll
    void stop() {
        promissory.close();
    }

    @Test
    void nobodyWhoReadsOrWritesNoticesARebuild() throws Exception {
        Api api = promissory.api();
        String before = statements(api);
        List<Bystander> bystanders = List.of(
                new Bystander(new Depositor(api, "busy-1")::readOwnWrite),
                new Bystander(new Depositor(api, "busy-2")::readOwnWrite),
                new Bystander(new Watcher(api, "busy-1")::look));
        for (Bystander each : bystanders) {
            each.awaitRounds(3);
        }

        String told = rebuild(promissory, 0);

        for (Bystander each : bystanders) {
            each.awaitRounds(each.rounds() + 3);
            each.end();
        }
        assertThat(told)
                .contains(
                        "generation " + (serving + 1) + " serves", "facts/s", "generation " + serving + " is removed");
        assertThat(generation(api)).isEqualTo(serving + 1);
        assertThat(views(api).has("building")).isFalse();
        assertThat(statements(api)).isEqualTo(before);
        assertOnlyLeft(promissory, FIRST + "-g" + (serving + 1));

        assertThat(promissory.process().terminate()).isLessThan(256);
        promissory.start();

        assertThat(generation(promissory.api())).isEqualTo(serving + 1);
        assertThat(statements(promissory.api())).isEqualTo(before);
        assertOnlyLeft(promissory, FIRST + "-g" + (serving + 1));
    }

    @Test
    void whoeverIsKilledMeanwhileTheRebuildGoesOn() throws Exception {
        String before = statements(promissory.api());
        try (LaunchedProcess killed = tool(promissory)) {
            awaitBuilding(promissory.api(), serving + 1);
            killed.kill();
        }
        assertThat(rebuild(promissory, 0))
                .contains("generation " + (serving + 1) + " serves", "generation " + serving + " is removed");

        try (LaunchedProcess orphan = tool(promissory)) {
            awaitBuilding(promissory.api(), serving + 2);
            promissory.process().kill();
            orphan.kill();
        }
        promissory.start();
        assertThat(generation(promissory.api())).isEqualTo(serving + 1);
        assertThat(statements(promissory.api())).isEqualTo(before);

        assertThat(rebuild(promissory, 0))
                .contains("generation " + (serving + 2) + " serves", "generation " + (serving + 1) + " is removed");
        assertThat(statements(promissory.api())).isEqualTo(before);
        assertOnlyLeft(promissory, FIRST + "-g" + (serving + 2));
    }

    @Test
    void oneThatNobodyWatchesIsBuiltButServesOnlyWhenAskedForAndMayBeGivenUpInstead() throws Exception {
        String before = serving == 0 ? FIRST : FIRST + "-g" + serving;
        try (LaunchedProcess ended = tool(promissory)) {
            awaitBuilding(promissory.api(), serving + 1);
            ended.kill();
        }
        await().atMost(PATIENCE)
                .until(() -> views(promissory.api()).at("/building/left").asInt(-1) == 0);
        assertThat(generation(promissory.api())).isEqualTo(serving);

        assertThat(rebuild(promissory, 0, "--abandon"))
                .contains("generation " + (serving + 1)
                        + " is given up, the one before serves on: an operator gave it up");

        await().atMost(PATIENCE).until(() -> !views(promissory.api()).has("building"));
        assertThat(generation(promissory.api())).isEqualTo(serving);
        await().atMost(PATIENCE).untilAsserted(() -> assertOnlyLeft(promissory, before));
        assertThat(rebuild(promissory, 0)).contains("generation " + (serving + 2) + " serves");
    }

    @Test
    void oneThatCannotBeBuiltLeavesTheOldInPlace() throws Exception {
        Path inTheWay = promissory.data().resolve("streams-views").resolve(FIRST + "-g" + (serving + 1));
        Files.writeString(inTheWay, "no folder");

        String told = rebuild(promissory, 1);

        assertThat(told).contains("generation " + (serving + 1) + " is given up, the one before serves on: ");
        assertThat(generation(promissory.api())).isEqualTo(serving);
        assertThat(promissory.process().isAlive()).isTrue();
        promissory.api().get("/wallets/w-1").expect(200);
        assertThat(rebuild(promissory, 0)).contains("generation " + (serving + 2) + " serves");
        assertOnlyLeft(promissory, FIRST + "-g" + (serving + 2));
    }

    private static boolean ready(Api api) {
        return api.get("/health/ready").status() == 200;
    }

    private static LaunchedProcess tool(Promissory promissory) {
        return new LaunchedProcess("rebuild", "views", "--bootstrap", promissory.bootstrap());
    }

    private static String rebuild(Promissory promissory, int exit, String... options) {
        List<String> words = new ArrayList<>(List.of("rebuild", "views"));
        words.addAll(List.of(options));
        return ToolRun.within(promissory.bootstrap(), words.toArray(String[]::new))
                .expect(exit)
                .output();
    }

    private static void awaitBuilding(Api api, int generation) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> views(api).at("/building/generation").asInt() == generation);
    }

    private static JsonNode views(Api api) {
        return api.get("/health/ready").json().at("/services/views");
    }

    private static int generation(Api api) {
        return views(api).get("generation").intValue();
    }

    /** Of the wallets that nobody changes meanwhile: everything but the moment they are told of. */
    private static String statements(Api api) {
        StringBuilder all = new StringBuilder();
        for (int wallet = 0; wallet < WALLETS; wallet += 7) {
            all.append(api.get("/wallets/w-" + wallet).expect(200).text());
            all.append(api.get("/wallets/w-" + wallet + "/statement?limit=500")
                    .expect(200)
                    .text());
        }
        return all.toString().replaceAll("\"asOf\":\"[^\"]*\"", "\"asOf\":…");
    }

    private static void assertOnlyLeft(Promissory promissory, String applicationId) throws Exception {
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            assertThat(desk.topicsNamed(FIRST))
                    .hasSize(5)
                    .allSatisfy(topic -> assertThat(topic).startsWith(applicationId + "-"));
        }
        try (Stream<Path> folders = Files.list(promissory.data().resolve("streams-views"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()).filter(name -> name.startsWith(FIRST)))
                    .containsExactly(applicationId);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody who does the same over and over while something else happens; a failure ends the test. */
    private static final class Bystander {

        private final CompletableFuture<Void> work;
        private volatile boolean ended;
        private volatile int rounds;

        Bystander(Runnable round) {
            this.work = CompletableFuture.runAsync(
                    () -> {
                        while (!ended) {
                            round.run();
                            rounds++;
                        }
                    },
                    work -> Thread.ofPlatform().daemon().start(work));
        }

        int rounds() {
            return rounds;
        }

        void awaitRounds(int count) {
            await().atMost(PATIENCE).until(() -> work.isDone() || rounds >= count);
        }

        void end() {
            ended = true;
            work.join();
        }
    }

    /** Puts money in, and must see it at once. */
    private static final class Depositor {

        private final Api api;
        private final String wallet;
        private int deposited;

        Depositor(Api api, String wallet) {
            this.api = api;
            this.wallet = wallet;
        }

        void readOwnWrite() {
            JsonNode outcome = api.deposit(wallet, "1.00", "EUR").expect(201).json();
            deposited++;
            long sequence = outcome.get("sequence").longValue();
            JsonNode seen = api.get("/wallets/" + wallet + "?minSequence=" + sequence)
                    .expect(200)
                    .json();
            assertThat(seen.get("sequence").longValue()).isEqualTo(sequence);
            assertThat(new BigDecimal(seen.at("/balances/0/total").textValue()))
                    .isEqualByComparingTo(Integer.toString(deposited));
            assertThat(seen.at("/trust/state").textValue()).isEqualTo("verified");
        }
    }

    /** Looks at what others change, and never sees less than before. */
    private static final class Watcher {

        private final Api api;
        private final String wallet;
        private final List<Long> sequences = new ArrayList<>(List.of(0L));

        Watcher(Api api, String wallet) {
            this.api = api;
            this.wallet = wallet;
        }

        void look() {
            Api.Answer seen = api.get("/wallets/" + wallet);
            if (seen.status() == 404) {
                assertThat(sequences).containsExactly(0L);
                return;
            }
            long sequence = seen.expect(200).json().get("sequence").longValue();
            assertThat(sequence).isGreaterThanOrEqualTo(sequences.getLast());
            sequences.add(sequence);
            assertThat(api.supply("EUR").get("conserved").booleanValue()).isTrue();
            api.get("/promises").expect(200);
        }
    }
}
