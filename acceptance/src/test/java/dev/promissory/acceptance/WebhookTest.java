package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.acceptance.WebhookReceiver.Delivery;
import dev.promissory.protocol.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks on a running system, told to an endpoint that does what endpoints do. */
@TestInstance(Lifecycle.PER_CLASS)
class WebhookTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ATTEMPTS = 3;

    private final WebhookReceiver receiver = new WebhookReceiver();

    private Path data;
    private Promissory promissory;
    private Api api;
    private KafkaDesk desk;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        promissory = Promissory.run(
                data,
                "--webhook-attempts",
                Integer.toString(ATTEMPTS),
                "--webhook-first-wait",
                "PT0.02S",
                "--webhook-timeout",
                "PT1S");
        api = promissory.api();
        desk = new KafkaDesk(promissory.bootstrap());
    }

    @AfterAll
    void stop() {
        desk.close();
        promissory.close();
        receiver.close();
    }

    @AfterEach
    void removeAll() {
        for (JsonNode webhook : api.all("/webhooks")) {
            api.delete("/webhooks/" + webhook.get("id").textValue()).expect(204);
        }
        receiver.answer(delivery -> 200);
    }

    @Test
    void anEndpointWithItsBadDaysHearsEveryFactOfEachWalletInOrder() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int[] days = {200, 200, 200, 204, 500, 429, 301, WebhookReceiver.STALL};
        // The last attempt is always taken: nothing is given up here.
        receiver.answer(delivery -> delivery.attempt() < ATTEMPTS ? days[random.nextInt(days.length)] : 200);
        register("moody", ",\"wallets\":[\"moody-a\",\"moody-b\",\"moody-c\",\"moody-d\"]");

        for (int i = 0; i < 10; i++) {
            for (String wallet : List.of("moody-a", "moody-b", "moody-c", "moody-d", "not-wanted")) {
                api.deposit(wallet, "1", "MOOD").expect(201);
            }
        }

        for (String wallet : List.of("moody-a", "moody-b", "moody-c", "moody-d")) {
            awaitTaken("moody", wallet, 11);
        }
        List<Delivery> all = receiver.all("moody");
        assertThat(all)
                .allMatch(Delivery::signed)
                .noneMatch(each -> each.wallet().equals("not-wanted"));
        assertThat(all).extracting(Delivery::status).contains(500, 429, 301, WebhookReceiver.STALL);
        assertThat(recorded()).containsAll(all.stream().map(Delivery::body).toList());
        assertThat(all.stream().map(each -> each.place() + " " + each.fact()).distinct())
                .as("one place for each fact, attempt after attempt")
                .hasSize(44);
        assertThat(api.get("/webhooks/moody/undelivered").expect(200).json().get("items"))
                .isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(webhook("moody").get("lag").longValue()).isZero());
    }

    @Test
    void whatIsGivenUpIsListedReplayedAndDiscardedWhileTheRestGoesOn() {
        receiver.answer(delivery -> delivery.json().path("sequence").asLong() > 2 ? 500 : 200);
        register("dead", ",\"wallets\":[\"dead-a\"],\"types\":[\"MoneyDeposited\"]");
        for (int i = 0; i < 4; i++) {
            api.deposit("dead-a", "1", "DEAD").expect(201);
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(webhook("dead").get("undelivered").intValue())
                                .isEqualTo(3));

        List<JsonNode> items = api.all("/webhooks/dead/undelivered?limit=1");
        assertThat(items).extracting(item -> item.get("sequence").longValue()).containsExactly(3L, 4L, 5L);
        assertThat(items).allSatisfy(item -> {
            assertThat(item.get("attempts").intValue()).isEqualTo(ATTEMPTS);
            assertThat(item.get("lastError").textValue()).isEqualTo("status 500");
            assertThat(item.get("walletId").textValue()).isEqualTo("dead-a");
            assertThat(item.get("type").textValue()).isEqualTo("MoneyDeposited");
        });
        assertThat(desk.read(Topic.UNDELIVERED))
                .anyMatch(record -> KafkaDesk.text(record.key())
                        .equals("dead/" + items.getFirst().get("delivery").textValue()));
        String first =
                "/webhooks/dead/undelivered/" + items.getFirst().get("delivery").textValue();
        String second =
                "/webhooks/dead/undelivered/" + items.get(1).get("delivery").textValue();

        Api.Answer refused = api.post(first + "/replay", "").expect(502);
        assertThat(refused.json().get("code").textValue()).isEqualTo("delivery-refused");
        assertThat(api.all("/webhooks/dead/undelivered")
                        .getFirst()
                        .get("attempts")
                        .intValue())
                .isEqualTo(ATTEMPTS + 1);
        receiver.answer(delivery -> 200);
        api.post(first + "/replay", "").expect(200);
        api.post(first + "/replay", "").expect(404);
        api.delete(second).expect(204);
        api.delete(second).expect(404);

        assertThat(receiver.taken("dead", "dead-a")).containsExactly(2L, 3L);
        assertThat(api.all("/webhooks/dead/undelivered")).hasSize(1);
        assertThat(webhook("dead").get("status").textValue()).isEqualTo("active");
    }

    @Test
    void aDeadEndpointIsSuspendedAndHearsTheRestWhenItIsResumed() {
        receiver.answer(delivery -> 503);
        register("gone", ",\"wallets\":[\"gone-a\"]");
        for (int i = 0; i < 30; i++) {
            api.deposit("gone-a", "1", "GONE").expect(201);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(webhook("gone").get("status").textValue()).isEqualTo("suspended"));
        JsonNode suspended = webhook("gone");
        assertThat(suspended.get("suspension").get("reason").textValue())
                .isEqualTo("20 deliveries in a row were given up");
        assertThat(suspended.get("undelivered").intValue()).isEqualTo(20);
        assertThat(api.get("/health/ready").expect(200).text()).contains("\"suspended\":1");
        assertThat(api.get("/metrics").text()).contains("promissory_webhooks_registered{status=\"suspended\"} 1.0");

        receiver.answer(delivery -> 200);
        assertThat(api.post("/webhooks/gone/resume", "")
                        .expect(200)
                        .json()
                        .get("status")
                        .textValue())
                .isEqualTo("active");
        awaitTakenUpTo("gone", "gone-a", 31);
        // The twenty are for their owner to replay; nothing behind them was lost.
        assertThat(receiver.taken("gone", "gone-a"))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(21, 31).boxed().toList());
        assertThat(webhook("gone").get("undelivered").intValue()).isEqualTo(20);
    }

    @Test
    void nothingIsToldWhileSuspendedAndAllOfItAfter() {
        register("pause", ",\"wallets\":[\"pause-a\"]");
        api.deposit("pause-a", "1", "PAUSE").expect(201);
        awaitTaken("pause", "pause-a", 2);
        api.post("/webhooks/pause/suspend", "").expect(200);
        api.post("/webhooks/pause/suspend", "{}").expect(200);
        api.deposit("pause-a", "1", "PAUSE").expect(201);
        register("other", ",\"wallets\":[\"pause-a\"],\"from\":\"start\"");
        awaitTaken("other", "pause-a", 3);
        assertThat(receiver.taken("pause", "pause-a")).hasSize(2);
        assertThat(webhook("pause").get("lag").longValue()).isPositive();

        api.post("/webhooks/pause/resume", "").expect(200);
        awaitTaken("pause", "pause-a", 3);
    }

    @Test
    void factsAreToldAgainFromTheStartOrFromATime() throws InterruptedException {
        api.deposit("again-a", "1", "AGAIN").expect(201);
        register("again", ",\"wallets\":[\"again-a\"]");
        Thread.sleep(5);
        JsonNode second = api.deposit("again-a", "1", "AGAIN").expect(201).json();
        awaitTakenUpTo("again", "again-a", 3);
        assertThat(receiver.taken("again", "again-a")).as("from now on").contains(3L);
        String at = receiver.all("again").getLast().json().get("at").textValue();

        int before = receiver.all("again").size();
        api.post("/webhooks/again/replay", "{\"from\":\"" + at + "\"}").expect(200);
        await().atMost(PATIENCE).until(() -> receiver.all("again").size() > before);
        assertThat(receiver.all("again").get(before).sequence())
                .isEqualTo(second.get("sequence").longValue());

        int between = receiver.all("again").size();
        api.post("/webhooks/again/replay", "{\"from\":\"start\"}").expect(200);
        await().atMost(PATIENCE).until(() -> receiver.all("again").size() >= between + 3);
        assertThat(receiver.all("again").subList(between, between + 3))
                .extracting(Delivery::sequence)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aForgedFactIsNeverTold() {
        api.deposit("forged-a", "1", "FORGE").expect(201);
        register("forged", ",\"wallets\":[\"forged-a\"],\"from\":\"start\"");
        awaitTaken("forged", "forged-a", 2);
        ConsumerRecord<byte[], byte[]> real = desk.read(Topic.FACTS).stream()
                .filter(record -> KafkaDesk.text(record.key()).equals("forged-a"))
                .reduce((one, other) -> other)
                .orElseThrow();
        String forged = KafkaDesk.text(real.value())
                .replace("\"sequence\":2", "\"sequence\":3")
                .replace("\"amount\":\"1\"", "\"amount\":\"1000000\"");

        desk.send(new ProducerRecord<>(
                real.topic(), real.partition(), real.key(), KafkaDesk.bytes(forged), real.headers()));
        desk.send(new ProducerRecord<>(real.topic(), real.partition(), real.key(), real.value(), real.headers()));
        desk.send(new ProducerRecord<>(real.topic(), real.partition(), real.key(), KafkaDesk.bytes("garbage")));
        desk.flush();

        // It has gone past them: the place it keeps is the end.
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(webhook("forged").get("lag").longValue()).isZero());
        assertThat(receiver.all("forged")).extracting(Delivery::sequence).containsExactly(1L, 2L);
    }

    @Test
    void aRegistrationIsMadeOnceAndNeverShowsItsSecret() throws IOException {
        String body = receiver.registration("once", ",\"wallets\":[\"once-b\",\"once-a\"]");
        Api.Answer made = api.post("/webhooks", body).expect(201);
        assertThat(made.header("Location")).isEqualTo("/webhooks/once");
        assertThat(made.json().get("wallets").toString()).isEqualTo("[\"once-a\",\"once-b\"]");
        api.post("/webhooks", body).expect(200);
        api.post("/webhooks", receiver.registration("once", ",\"wallets\":[\"once-a\",\"once-b\"]"))
                .expect(200);
        for (String other : List.of(
                body.replace("once-b", "once-c"),
                body.replace("/hook", "/other"),
                body.replace(WebhookReceiver.SECRET, WebhookReceiver.SECRET + "!"),
                receiver.registration("once", ",\"wallets\":[\"once-b\",\"once-a\"],\"from\":\"start\""))) {
            assertThat(api.post("/webhooks", other)
                            .expect(409)
                            .json()
                            .get("code")
                            .textValue())
                    .isEqualTo("webhook-id-taken");
        }
        String location = api.post("/webhooks", body.replace("\"id\":\"once\",", ""))
                .expect(201)
                .header("Location");

        List<String> shown = List.of(
                made.text(),
                api.get("/webhooks").expect(200).text(),
                api.get(location).expect(200).text(),
                api.get("/health/ready").text(),
                api.get("/metrics").text(),
                promissory.process().output(),
                Files.readString(data.resolve("logs").resolve("promissory.log")));
        assertThat(shown).noneMatch(text -> text.contains(WebhookReceiver.SECRET));
        assertThat(api.all("/webhooks?limit=1")).hasSize(2);
        api.delete("/webhooks/once").expect(204);
        api.delete("/webhooks/once").expect(404);
        api.get("/webhooks/once").expect(404);
        api.post("/webhooks", body.replace("/hook", "/other")).expect(201);
    }

    @Test
    void aRegistrationNobodyCanReadIsIgnoredAndCounted() {
        register("sound", ",\"wallets\":[\"sound-a\"]");
        desk.send(Topic.WEBHOOKS, "rubbish", KafkaDesk.bytes("rubbish"));
        desk.send(Topic.WEBHOOKS, "sound", KafkaDesk.bytes("{\"v\":1}"));
        desk.send(Topic.UNDELIVERED, "rubbish", KafkaDesk.bytes("rubbish"));

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(api.get("/metrics").text()).contains("promissory_webhooks_unreadable_total 3.0"));
        api.deposit("sound-a", "1", "SOUND").expect(201);
        awaitTaken("sound", "sound-a", 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                             | url",
                "{                                                                              | ",
                "[]                                                                             | ",
                "{'url':'ftp://localhost/','secret':'0123456789abcdef'}                         | url",
                "{'url':'http://a:b@localhost/','secret':'0123456789abcdef'}                    | url",
                "{'url':'http://localhost/#x','secret':'0123456789abcdef'}                      | url",
                "{'url':7,'secret':'0123456789abcdef'}                                          | url",
                "{'url':'http://localhost/'}                                                    | secret",
                "{'url':'http://localhost/','secret':'0123456789abcde'}                         | secret",
                "{'url':'http://localhost/','secret':'0123456789abcdef','id':'a b'}             | id",
                "{'url':'http://localhost/','secret':'0123456789abcdef','types':['Nothing']}    | types",
                "{'url':'http://localhost/','secret':'0123456789abcdef','wallets':['a b']}      | wallets",
                "{'url':'http://localhost/','secret':'0123456789abcdef','from':'then'}          | from",
                "{'url':'http://localhost/','secret':'0123456789abcdef','filter':{}}            | filter",
            })
    void aRegistrationThatIsWrongIsRefusedAndChangesNothing(String body, String field) {
        Api.Answer refused = api.post("/webhooks", body == null ? "" : body.replace('\'', '"'))
                .expect(400);

        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().get("code").textValue()).isEqualTo("bad-webhook");
        assertThat(refused.json().path("field").textValue()).isEqualTo(field);
        assertThat(api.all("/webhooks")).isEmpty();
    }

    @Test
    void requestsThatAreWrongOtherwiseAreRefusedToo() {
        register("strict", "");
        api.get("/webhooks/nobody").expect(404);
        api.get("/webhooks/nobody/undelivered").expect(404);
        api.post("/webhooks/nobody/suspend", "").expect(404);
        api.post("/webhooks/nobody/resume", "").expect(404);
        api.post("/webhooks/nobody/replay", "{\"from\":\"start\"}").expect(404);
        api.delete("/webhooks/nobody").expect(404);
        api.get("/webhooks?limit=0").expect(400);
        api.get("/webhooks?cursor=x").expect(400);
        api.get("/webhooks/strict?limit=1").expect(400);
        api.get("/webhooks/strict/undelivered?cursor=x").expect(400);
        api.post("/webhooks/strict/suspend", "{\"for\":\"ever\"}").expect(400);
        api.post("/webhooks/strict/resume", "now").expect(400);
        api.post("/webhooks/strict/replay", "").expect(400);
        api.post("/webhooks/strict/replay", "{\"from\":\"yesterday\"}").expect(400);
        api.post("/webhooks/strict/replay", "{\"from\":\"start\",\"partition\":0}")
                .expect(400);
        api.post("/webhooks/strict/undelivered/0@0/replay", "").expect(404);
        api.post("/webhooks/strict/undelivered/x/replay", "").expect(404);
        api.delete("/webhooks/strict/undelivered/0@0").expect(404);
        api.post("/webhooks", receiver.registration("long", ",\"from\":\"" + "x".repeat(70_000) + "\""))
                .expect(413);
        assertThat(webhook("strict").get("status").textValue()).isEqualTo("active");
    }

    private void register(String id, String more) {
        api.post("/webhooks", receiver.registration(id, more)).expect(201);
    }

    private JsonNode webhook(String id) {
        return api.get("/webhooks/" + id).expect(200).json();
    }

    /** Waits until the wallet's last fact was taken, and checks that the first of each came in order, none left out. */
    private void awaitTaken(String webhook, String wallet, long last) {
        awaitTakenUpTo(webhook, wallet, last);
        assertThat(receiver.taken(webhook, wallet))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
    }

    private void awaitTakenUpTo(String webhook, String wallet, long last) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(receiver.taken(webhook, wallet)).contains(last));
    }

    private Set<String> recorded() {
        return desk.read(Topic.FACTS).stream()
                .map(record -> KafkaDesk.text(record.value()))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
