package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./promissory rebuild processor}, beside a system that goes on running. */
class StewardsRebuildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final String ONE = "{\"amount\":\"1\",\"currency\":\"EUR\"}";

    @TempDir
    private Path data;

    @Test
    void whatIsRebuiltIsWhatWasAndCommandsSentMeanwhileAreDoneOnce() throws Exception {
        try (Promissory promissory = Promissory.run(data, "--mint", "false")) {
            Api api = promissory.api();
            giveThemAPast(api);
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger refused = new AtomicInteger();
            CompletableFuture<Integer> asker = CompletableFuture.supplyAsync(() -> askUntil(over, api, refused));

            String told = rebuild(promissory, 0);

            assertThat(told).contains("is identical to what follows from the facts");
            over.set(true);
            int done = asker.get();
            assertThat(refused).as("commands refused meanwhile").hasPositiveValue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(api.total("asker", "EUR")).isEqualByComparingTo("" + done));
            assertThatThePastIsRemembered(api);
        }
    }

    @Test
    void aRebuildThatWasKilledLeavesTheStewardsStandingUntilTheNextOneEnds() {
        try (Promissory promissory = Promissory.run(data, "--mint", "false")) {
            Api api = promissory.api();
            giveThemAPast(api);
            try (LaunchedProcess tool = tool(promissory)) {
                await().atMost(PATIENCE).until(() -> tool.output().contains("All processors have stopped"));
                tool.kill();
            }

            Api.Answer refusal = api.post("/wallets/asker/deposits", ONE, "Idempotency-Key", "later");
            assertThat(refusal.expect(503).json().get("code").textValue()).isEqualTo("stewards-rebuilding");
            assertThat(refusal.header("Retry-After")).isNotBlank();
            promissory.process().kill();
            CompletableFuture<Duration> start = CompletableFuture.supplyAsync(promissory::start);
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(api.get("/health/ready")
                                    .json()
                                    .at("/services/processor/state")
                                    .textValue())
                            .isEqualTo("rebuilding"));

            assertThat(rebuild(promissory, 0)).contains("this one takes its place");

            assertThat(start).succeedsWithin(PATIENCE);
            api.post("/wallets/asker/deposits", ONE, "Idempotency-Key", "later").expect(201);
            assertThatThePastIsRemembered(api);
        }
    }

    @Test
    void stewardsThatLostTheirChangelogsGetThemBack() throws Exception {
        try (Promissory promissory = Promissory.run(data, "--mint", "false");
                KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            Api api = promissory.api();
            giveThemAPast(api);
            api.post(
                            "/wallets/payer/holds",
                            "{\"amount\":\"3\",\"currency\":\"EUR\",\"holdId\":\"short\",\"expiresIn\":\"PT5S\"}")
                    .expect(201);

            desk.deleteTopics("promissory-processor-");
            api.post("/wallets/asker/deposits", ONE, "Idempotency-Key", "into-the-gap");
            String told = rebuild(promissory, 0);

            assertThat(told).contains("no whole state of the stewards to compare with");
            assertThatThePastIsRemembered(api);
            api.post("/wallets/asker/deposits", ONE, "Idempotency-Key", "into-the-gap");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(api.get("/wallets/payer/statement").text())
                                    .contains("HoldExpired"));
            assertThat(rebuild(promissory, 0)).contains("is identical to what follows from the facts");
        }
    }

    @Test
    void anotherKeyChangesNothing(@TempDir Path other) throws Exception {
        try (Promissory promissory = Promissory.run(data, "--mint", "false")) {
            giveThemAPast(promissory.api());
            Path key = Files.writeString(other.resolve("key"), "0f".repeat(32));

            try (LaunchedProcess tool = tool(promissory, key)) {
                assertThat(tool.awaitExit(PATIENCE)).isEqualTo(1);
                assertThat(tool.output())
                        .contains("no fact was sealed with this key")
                        .contains("the stewards go on with the state they had");
            }

            await().atMost(PATIENCE)
                    .until(() -> promissory.api().get("/health/ready").status() == 200);
            assertThatThePastIsRemembered(promissory.api());
        }
    }

    private static void giveThemAPast(Api api) {
        api.post("/wallets/payer/deposits", "{\"amount\":\"100\",\"currency\":\"EUR\"}", "Idempotency-Key", "past")
                .expect(201);
        api.transfer("payer", "payee", "30", "EUR", "Idempotency-Key", "paid").expect(201);
        api.transfer("payer", "payee", "3000", "EUR", "Idempotency-Key", "refused")
                .expect(422);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> api.total("payee", "EUR").compareTo(new BigDecimal(30)) == 0);
    }

    private static void assertThatThePastIsRemembered(Api api) {
        await().atMost(PATIENCE).until(() -> api.get("/health/ready").status() == 200);
        Api.Answer paid = api.transfer("payer", "payee", "30", "EUR", "Idempotency-Key", "paid");
        Api.Answer refused = api.transfer("payer", "payee", "3000", "EUR", "Idempotency-Key", "refused");
        Api.Answer reused = api.transfer("payer", "payee", "31", "EUR", "Idempotency-Key", "paid");
        assertThat(paid.header("Idempotency-Replayed")).as(paid.text()).isEqualTo("true");
        assertThat(refused.header("Idempotency-Replayed")).as(refused.text()).isEqualTo("true");
        assertThat(reused.json().get("code").textValue()).isEqualTo("command-id-reused");
        assertThat(api.total("payee", "EUR")).isEqualByComparingTo("30");
    }

    /** One command after the other, each under its key until it was taken; returns how many were. */
    private static int askUntil(AtomicBoolean over, Api api, AtomicInteger refused) {
        int done = 0;
        while (!over.get()) {
            String key = "ask-" + done;
            Api.Answer answer = api.post("/wallets/asker/deposits", ONE, "Idempotency-Key", key);
            while (answer.status() != 201) {
                if (answer.status() == 503) {
                    assertThat(answer.json().get("code").textValue()).isEqualTo("stewards-rebuilding");
                    refused.incrementAndGet();
                }
                answer = api.post("/wallets/asker/deposits", ONE, "Idempotency-Key", key);
            }
            done++;
        }
        return done;
    }

    private static String rebuild(Promissory promissory, int expectedExit) {
        try (LaunchedProcess tool = tool(promissory)) {
            int exit = tool.awaitExit(PATIENCE);
            assertThat(exit).as(tool.output()).isEqualTo(expectedExit);
            System.out.println(tool.output());
            return tool.output();
        }
    }

    private static LaunchedProcess tool(Promissory promissory) {
        return tool(promissory, promissory.data().resolve("signing.key"));
    }

    private static LaunchedProcess tool(Promissory promissory, Path key) {
        return new LaunchedProcess(
                "rebuild", "processor", "--bootstrap", promissory.bootstrap(), "--signing-key-file", key.toString());
    }
}
