package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with a plain producer writes to wallet.facts: what is wrong is told, never believed, and forgiven when it is mended. */
class LyingFactsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private Promissory promissory;
    private KafkaDesk desk;

    @Test
    void lies() throws Exception {
        try (Promissory running = Promissory.run(data, "--mint", "false");
                KafkaDesk writing = new KafkaDesk(running.bootstrap())) {
            promissory = running;
            desk = writing;
            SigningKey key = SigningKey.load(data.resolve("signing.key"));
            SigningKey other = SigningKey.of(new byte[32]);
            api().deposit("alice", "10.00", "EUR").expect(201);
            api().transfer("alice", "bob", "4.00", "EUR").expect(201);
            awaitTrust("/wallets/bob", "verified");
            awaitTrust("/promises/alice~3", "verified");

            send(realFactOf("alice"));
            StolenPen skipping = new StolenPen("skipping", key, 4);
            send(skipping.fact(1), skipping.fact(2), skipping.fact(4));
            StolenPen shuffled = new StolenPen("shuffled", key, 4);
            send(shuffled.fact(1), shuffled.fact(3), shuffled.fact(2));
            StolenPen altering = new StolenPen("altering", key, 3);
            send(altering.fact(1), altering.altered(2));
            StolenPen forging = new StolenPen("forging", other, 2);
            send(forging.fact(1), forging.fact(2));
            StolenPen forking = new StolenPen("forking", key, 4);
            send(forking.fact(1), forking.fact(2), forking.fact(3), forking.twinOf(2));
            send(alteredFactOf("bob"));

            awaitTrust("/wallets/skipping", "gap");
            awaitTrust("/wallets/altering", "forged");
            awaitTrust("/wallets/forging", "forged");
            awaitTrust("/wallets/forking", "forked");
            awaitTrust("/wallets/bob", "forged");
            awaitTrust("/supply", "forked");
            assertState("alice", 3, "6.00", "verified");
            assertState("skipping", 2, "1.00", "gap");
            assertState("shuffled", 2, "1.00", "gap");
            assertState("altering", 1, "0", "forged");
            assertState("forging", 0, "0", "forged");
            assertState("forking", 3, "2.00", "forked");
            assertThat(trust("/wallets/skipping").get("sequence").intValue()).isEqualTo(3);
            assertThat(trust("/wallets/shuffled").get("sequence").intValue()).isEqualTo(3);
            assertThat(trust("/wallets/forking").get("sequence").intValue()).isEqualTo(2);
            assertThat(trust("/promises/alice~3").toString()).isEqualTo("{\"state\":\"forged\",\"wallets\":1}");
            assertThat(trust("/supply").get("wallets").intValue()).isEqualTo(6);
            assertCounts(2, 3, 1);
            assertThat(api().get("/health/ready").status())
                    .as("doubt keeps nobody from working")
                    .isEqualTo(200);

            running.process().kill();
            running.start();

            assertCounts(2, 3, 1);
            api().deposit("bob", "1.00", "EUR").expect(201);
            send(
                    skipping.fact(3),
                    skipping.fact(4),
                    shuffled.fact(3),
                    altering.fact(2),
                    altering.fact(3),
                    forking.fact(4));

            awaitTrust("/wallets/bob", "verified");
            awaitTrust("/wallets/skipping", "verified");
            awaitTrust("/wallets/shuffled", "verified");
            awaitTrust("/wallets/altering", "verified");
            awaitTrust("/promises/alice~3", "verified");
            await().atMost(PATIENCE).untilAsserted(() -> assertState("forking", 4, "3.00", "forked"));
            assertState("skipping", 4, "3.00", "verified");
            assertCounts(0, 1, 1);
            assertThat(trust("/supply").toString()).isEqualTo("{\"state\":\"forked\",\"wallets\":2}");
        }
    }

    private Api api() {
        return promissory.api();
    }

    @SafeVarargs
    private void send(ProducerRecord<byte[], byte[]>... records) throws Exception {
        for (ProducerRecord<byte[], byte[]> record : records) {
            desk.send(record).get();
        }
    }

    private ConsumerRecord<byte[], byte[]> lastFactOf(String wallet) {
        List<ConsumerRecord<byte[], byte[]>> facts = desk.read(Topic.FACTS).stream()
                .filter(fact -> KafkaDesk.text(fact.key()).equals(wallet))
                .collect(Collectors.toList());
        return facts.getLast();
    }

    private ProducerRecord<byte[], byte[]> realFactOf(String wallet) {
        ConsumerRecord<byte[], byte[]> fact = lastFactOf(wallet);
        return new ProducerRecord<>(fact.topic(), null, null, fact.key(), fact.value(), fact.headers());
    }

    private ProducerRecord<byte[], byte[]> alteredFactOf(String wallet) {
        ConsumerRecord<byte[], byte[]> fact = lastFactOf(wallet);
        byte[] more = KafkaDesk.bytes(KafkaDesk.text(fact.value()).replace("4.00", "4000.00"));
        return new ProducerRecord<>(fact.topic(), null, null, fact.key(), more, fact.headers());
    }

    private JsonNode trust(String path) {
        return api().get(path).expect(200).json().get("trust");
    }

    private void awaitTrust(String path, String state) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(trust(path).get("state").textValue())
                        .as(path)
                        .isEqualTo(state));
    }

    private void assertState(String wallet, int sequence, String total, String trust) {
        JsonNode seen = api().get("/wallets/" + wallet).expect(200).json();
        assertThat(seen.get("sequence").intValue()).as(wallet).isEqualTo(sequence);
        assertThat(api().total(wallet, "EUR")).as(wallet).isEqualByComparingTo(total);
        assertThat(seen.at("/trust/state").textValue()).as(wallet).isEqualTo(trust);
    }

    /** As health and metrics have them. */
    private void assertCounts(int gaps, int forged, int forked) {
        JsonNode untrusted = api().get("/health/ready").json().at("/services/views/untrusted");
        assertThat(untrusted.toString())
                .isEqualTo("{\"gap\":" + gaps + ",\"forged\":" + forged + ",\"forked\":" + forked + "}");
        assertThat(api().get("/metrics").text())
                .contains("promissory_views_untrusted{kind=\"gap\"} " + gaps + ".0")
                .contains("promissory_views_untrusted{kind=\"forged\"} " + forged + ".0")
                .contains("promissory_views_untrusted{kind=\"forked\"} " + forked + ".0");
    }
}
