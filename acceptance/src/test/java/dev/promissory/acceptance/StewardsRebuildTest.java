package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./promissory rebuild processor}, beside a system that goes on running. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class StewardsRebuildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final String ONE = "{\"amount\":\"1\",\"currency\":\"EUR\"}";

    private Promissory promissory;

    @BeforeAll
    void start(@TempDir Path data) {
        promissory = Promissory.run(data, "--mint", "false");
    }

    /** The same past for every test: what is asked again is only remembered. */
    @BeforeEach
    void giveThemAPast() {
        Api api = promissory.api();
        await().atMost(PATIENCE).until(() -> api.get("/health/ready").status() == 200);
        api.post("/wallets/payer/deposits", "{\"amount\":\"100\",\"currency\":\"EUR\"}", "Idempotency-Key", "past")
                .expect(201);
        api.transfer("payer", "payee", "30", "EUR", "Idempotency-Key", "paid").expect(201);
        api.transfer("payer", "payee", "3000", "EUR", "Idempotency-Key", "refused")
                .expect(422);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> api.total("payee", "EUR").compareTo(new BigDecimal(30)) == 0);
    }

    @AfterAll
    void stop() {
        promissory.close();
    }

    @Test
    void whatIsRebuiltIsWhatWasAndCommandsSentMeanwhileAreDoneOnce() throws Exception {
        Api api = promissory.api();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        CompletableFuture<Integer> asker = CompletableFuture.supplyAsync(() -> askUntil(over, api, refused));
        CompletableFuture<Integer> knocker = CompletableFuture.supplyAsync(() -> knockUntil(over, api, refused));

        String told = rebuild(promissory, 0);

        assertThat(told).contains("is identical to what follows from the facts");
        over.set(true);
        int done = asker.get();
        assertThat(refused).as("commands refused meanwhile").hasPositiveValue();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.total("asker", "EUR")).isEqualByComparingTo("" + done));
        int taken = knocker.get();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.total("knocker", "EUR")).isEqualByComparingTo("" + taken));
        assertThatThePastIsRemembered(api);
    }

    @Test
    void aRebuildThatWasKilledLeavesTheStewardsStandingUntilTheNextOneEnds() {
        Api api = promissory.api();
        try (LaunchedProcess tool = tool(promissory)) {
            await().atMost(PATIENCE).until(() -> tool.output().contains("All processors have stopped"));
            tool.kill();
        }

        Api.Answer refusal = api.post("/wallets/late/deposits", ONE, "Idempotency-Key", "later");
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
        api.post("/wallets/late/deposits", ONE, "Idempotency-Key", "later").expect(201);
        assertThatThePastIsRemembered(api);
    }

    @Test
    void stewardsThatLostTheirChangelogsGetThemBack() throws Exception {
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            Api api = promissory.api();
            api.post(
                            "/wallets/payer/holds",
                            "{\"amount\":\"3\",\"currency\":\"EUR\",\"holdId\":\"short\",\"expiresIn\":\"PT5S\"}")
                    .expect(201);

            desk.deleteTopics("promissory-processor-");
            api.post("/wallets/late/deposits", ONE, "Idempotency-Key", "into-the-gap");
            String told = rebuild(promissory, 0);

            assertThat(told).contains("no whole state of the stewards to compare with");
            assertThatThePastIsRemembered(api);
            api.post("/wallets/late/deposits", ONE, "Idempotency-Key", "into-the-gap");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(api.get("/wallets/payer/statement").text())
                                    .contains("HoldExpired"));
            assertThat(rebuild(promissory, 0)).contains("is identical to what follows from the facts");
        }
    }

    @Test
    void anotherKeyChangesNothing(@TempDir Path other) throws Exception {
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

    /** The last, because stewards with such facts cannot be rebuilt any more. */
    @Test
    @Order(Integer.MAX_VALUE)
    void factsThatDoNotSayWhatBecameOfAWalletChangeNothing() throws Exception {
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            desk.send(sealedOutOfNowhere(promissory.data())).get();

            String told = rebuild(promissory, 1);

            assertThat(told)
                    .contains("fact 99 comes after fact ")
                    .contains("the facts do not say what became of wallet payer")
                    .contains("the stewards go on with the state they had");
            assertThatThePastIsRemembered(promissory.api());
        }
    }

    /** A fact that only a holder of the key can have written, with all facts before it missing. */
    private static ProducerRecord<byte[], byte[]> sealedOutOfNowhere(Path data) {
        FactHead head = new FactHead(
                new WalletId("payer"),
                99,
                new CommandId("nowhere"),
                Instant.parse("2026-11-25T12:00:00Z"),
                Memo.none());
        byte[] value = FactJson.write(new Fact.WalletFrozen(head));
        FactSeal seal = new Sealer(SigningKey.load(data.resolve("signing.key"))).seal(FactSeal.noPreviousHash(), value);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topic.FACTS.topicName(), HeaderNames.text("payer"), value);
        record.headers()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
        return record;
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

    /** Waits for no answer, so that it stands at the door while the stewards do. How many commands were taken. */
    private static int knockUntil(AtomicBoolean over, Api api, AtomicInteger refused) {
        int taken = 0;
        while (!over.get()) {
            Api.Answer answer = api.post(
                    "/wallets/knocker/deposits", ONE, "Idempotency-Key", "knock-" + taken, "Prefer", "respond-async");
            if (answer.status() == 503) {
                assertThat(answer.json().get("code").textValue()).isEqualTo("stewards-rebuilding");
                refused.incrementAndGet();
            } else {
                answer.expect(202);
                taken++;
            }
        }
        return taken;
    }

    private static String rebuild(Promissory promissory, int expectedExit) {
        String key = promissory.data().resolve("signing.key").toString();
        return ToolRun.within(promissory.bootstrap(), "rebuild", "processor", "--signing-key-file", key)
                .expect(expectedExit)
                .output();
    }

    private static LaunchedProcess tool(Promissory promissory) {
        return tool(promissory, promissory.data().resolve("signing.key"));
    }

    private static LaunchedProcess tool(Promissory promissory, Path key) {
        return new LaunchedProcess(
                "rebuild", "processor", "--bootstrap", promissory.bootstrap(), "--signing-key-file", key.toString());
    }
}
