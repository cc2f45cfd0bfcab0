package dev.promissory.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promissory.protocol.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What others write to the topics: commands by hand, and garbage. */
@ExtendWith(SharedPromissory.class)
class ForeignRecordsTest {

    private final Api api;
    private final KafkaDesk desk;
    private final Promissory promissory;

    ForeignRecordsTest(Promissory promissory) {
        this.promissory = promissory;
        this.api = promissory.api();
        this.desk = new KafkaDesk(promissory.bootstrap());
    }

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void garbageAmongGoodCommandsGoesToTheDeadLettersAndStopsNothing() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] noise = new byte[200];
        random.nextBytes(noise);
        List<ProducerRecord<byte[], byte[]>> garbage = List.of(
                command(null, "{}"),
                command("litter", null),
                new ProducerRecord<>("wallet.commands", "litter".getBytes(UTF_8), noise),
                command("litter", "{\"type\":\"Deposit\""),
                command("litter", deposit("litter", "g-1").replace("Deposit", "Donate")),
                command("litter", deposit("litter", "g-2").replace("\"amount\"", "\"tip\":1,\"amount\"")),
                command("somebody-else", deposit("litter", "g-3")));

        for (int i = 0; i < garbage.size(); i++) {
            desk.send(garbage.get(i));
            desk.send(command("litter", deposit("litter", "good-" + i)));
        }

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(api.total("litter", "EUR")).isEqualByComparingTo(Integer.toString(garbage.size())));
        List<String> letters = desk.read(Topic.DEAD_LETTERS).stream()
                .map(letter -> KafkaDesk.header(letter, "origin-topic") + ": " + KafkaDesk.header(letter, "reason"))
                .toList();
        assertThat(letters).hasSizeGreaterThanOrEqualTo(garbage.size());
        assertThat(letters)
                .anyMatch(letter -> letter.contains("wallet.commands: unknown command type Donate"))
                .anyMatch(letter -> letter.contains("unknown field tip"))
                .anyMatch(letter -> letter.contains("key is not the walletId"));
        assertThat(api.get("/wallets/litter/commands/g-2")
                        .expect(200)
                        .json()
                        .get("code")
                        .textValue())
                .isEqualTo("malformed-command");
    }

    @Test
    void aMessageNoStewardSignedMakesNoMoney() {
        String forged = "{\"v\":1,\"type\":\"PromiseMade\",\"promiseId\":\"nobody~1\",\"commandId\":\"x\","
                + "\"promisedAt\":\"2026-01-01T00:00:00.000Z\","
                + "\"legs\":[{\"to\":\"thief\",\"currency\":\"EUR\",\"amount\":\"1000000.00\"}]}";
        desk.send(new ProducerRecord<>("wallet.transfers", "thief".getBytes(UTF_8), forged.getBytes(UTF_8)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(desk.read(Topic.DEAD_LETTERS))
                        .anyMatch(letter -> KafkaDesk.header(letter, "reason").contains("no steward signed")));
        api.get("/wallets/thief").expect(404);
    }

    @Test
    void aPromiseThatIsDeliveredTwicePaysOnce() {
        api.deposit("copied-alice", "10.00", "EUR").expect(201);
        api.transfer("copied-alice", "copied-bob", "3.00", "EUR").expect(201);
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(api.total("copied-bob", "EUR")).isEqualByComparingTo("3.00"));
        ConsumerRecord<byte[], byte[]> original = desk.read(Topic.TRANSFERS).stream()
                .filter(message -> new String(message.key(), UTF_8).equals("copied-bob"))
                .findFirst()
                .orElseThrow();

        desk.send(new ProducerRecord<>(
                original.topic(), original.partition(), original.key(), original.value(), original.headers()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(desk.read(Topic.DEAD_LETTERS))
                        .anyMatch(letter -> KafkaDesk.header(letter, "reason").contains("answered before")));
        assertThat(api.total("copied-bob", "EUR")).isEqualByComparingTo("3.00");
    }

    @Test
    void aCommandFromTheConsoleProducerIsExecuted() throws IOException {
        ProcessBuilder builder = Installation.script(
                "kafka",
                "console-producer",
                "--bootstrap-server",
                promissory.bootstrap(),
                "--topic",
                "wallet.commands",
                "--request-timeout-ms",
                "20000",
                "--reader-property",
                "parse.key=true",
                "--reader-property",
                "key.separator=|");
        Process producer = builder.redirectErrorStream(true).start();
        try {
            producer.getOutputStream().write(("typist|" + deposit("typist", "typed-1") + "\n").getBytes(UTF_8));
            producer.getOutputStream().close();
            String printed = new String(producer.getInputStream().readAllBytes(), UTF_8);
            assertThat(printed).as("what the tool prints").doesNotContain("ERROR", "WARN");
        } finally {
            producer.destroy();
        }

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(api.total("typist", "EUR")).isEqualByComparingTo("1"));
    }

    private static ProducerRecord<byte[], byte[]> command(String key, String value) {
        return new ProducerRecord<>(
                "wallet.commands",
                key == null ? null : key.getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8));
    }

    private static String deposit(String wallet, String commandId) {
        return "{\"type\":\"Deposit\",\"commandId\":\"" + commandId + "\",\"walletId\":\"" + wallet
                + "\",\"amount\":\"1.00\",\"currency\":\"EUR\"}";
    }
}
