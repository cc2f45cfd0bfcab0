package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mint as its users see it. Each test has a currency of its own. */
@ExtendWith(SharedPromissory.class)
class MintTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;
    private final Promissory promissory;

    MintTest(Promissory promissory) {
        this.promissory = promissory;
        this.api = promissory.api();
    }

    @Test
    void whatIsMintedIsInTheMintsOwnWalletAndCountsAsDeposited() {
        issue("MINTA", "100.5");

        Api.Answer balance = awaitRemaining("MINTA", "100.5");
        assertThat(balance.json().get("issued").textValue()).isEqualTo("100.5");
        assertThat(balance.json().get("given").textValue()).isEqualTo("0");
        assertThat(balance.json().get("trust").get("state").textValue()).isEqualTo("verified");
        assertThat(api.get("/api/check-balance/MINTA").expect(200).text())
                .isEqualTo("{\"currency\":\"MINTA\",\"amount\":100.5}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.total("mint", "MINTA")).isEqualByComparingTo("100.5"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(api.supply("MINTA").get("deposited").textValue())
                                .isEqualTo("100.5"));
    }

    @Test
    void whoeverSendsGetsSomethingBackWithinTheBounds() {
        issue("MINTB", "1000");
        api.deposit("mintb-alice", "100", "MINTB").expect(201);
        api.transfer("mintb-alice", "mintb-bob", "100", "MINTB").expect(201);

        JsonNode gift = awaitGift("mintb-alice");
        assertThat(new BigDecimal(gift.get("amount").textValue())).isBetween(BigDecimal.ONE, new BigDecimal("5"));
        assertThat(gift.get("counterpart").textValue()).isEqualTo("mint");
        assertThat(gift.get("reference").textValue()).startsWith("gift for mintb-alice~");
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode currency = api.get("/mint/MINTB").expect(200).json();
            assertThat(currency.get("given")).isEqualTo(gift.get("amount"));
            assertThat(currency.get("giving").textValue()).isEqualTo("0");
            assertThat(new BigDecimal(currency.get("remaining").textValue()))
                    .isEqualByComparingTo(api.total("mint", "MINTB"));
            assertThat(api.supply("MINTB").get("conserved").booleanValue()).isTrue();
        });
    }

    @Test
    void anExhaustedCurrencyGivesNothingAndAFactSaysSo() {
        issue("MINTC", "0.5");
        api.deposit("mintc-alice", "100", "MINTC").expect(201);
        api.transfer("mintc-alice", "mintc-bob", "100", "MINTC").expect(201);

        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(mintFacts(desk, "MINTC"))
                            .last()
                            .asString()
                            .contains("GiftOmitted", "\"to\":\"mintc-alice\"", "\"remaining\":\"0.5\""));
        }
        assertThat(api.total("mintc-alice", "MINTC")).isZero();
    }

    @Test
    void aGiftThatItsReceiverCannotTakeComesBack() {
        issue("MINTD", "1000");
        api.deposit("mintd-alice", "200", "MINTD").expect(201);
        api.post("/wallets/mintd-bob/deposits", "{\"amount\":\"1\",\"currency\":\"MINTD\"}")
                .expect(201);
        // Its own transfer and the freeze are decided one after the other, so the gift finds the wallet frozen.
        api.post("/commands", """
                        {"type":"Transfer","walletId":"mintd-alice","commandId":"t-1","legs":[{"to":"mintd-bob","amount":"100","currency":"MINTD"}]}
                        {"type":"Freeze","walletId":"mintd-alice","commandId":"f-1"}
                        """).expect(200);

        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(mintFacts(desk, "MINTD"))
                            .last()
                            .asString()
                            .contains("GiftReturned", "wallet-frozen", "\"remaining\":\"1000\""));
        }
    }

    @Test
    void theSameCommandIsDoneOnceAndEverybodyIsAnswered() {
        List<CompletableFuture<Api.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(api.postLater("/mint/MINTE", "{\"amount\":\"7\"}", "Idempotency-Key", "same"));
        }
        answers.forEach(answer -> answer.join().expect(201));
        assertThat(answers.stream().filter(answer -> answer.join().header("Idempotency-Replayed") == null))
                .hasSize(1);
        awaitRemaining("MINTE", "7");

        Api.Answer reused = api.post("/mint/MINTE", "{\"amount\":\"8\"}", "Idempotency-Key", "same");
        assertThat(reused.expect(422).json().get("code").textValue()).isEqualTo("command-id-reused");
    }

    @Test
    void theCapBoundsWhatIsIssued() {
        api.put("/mint/MINTF/cap", "{\"cap\":\"10\"}").expect(200);
        api.post("/mint/MINTF", "{\"amount\":\"10\"}").expect(201);
        assertThat(api.post("/mint/MINTF", "{\"amount\":\"0.01\"}")
                        .expect(422)
                        .json()
                        .get("code")
                        .textValue())
                .isEqualTo("cap-exceeded");
        assertThat(api.post("/api/magic-money/mint", "{\"currency\":\"MINTF\",\"amount\":1}")
                        .expect(400)
                        .json()
                        .get("code")
                        .textValue())
                .isEqualTo("cap-exceeded");
        awaitRemaining("MINTF", "10");
    }

    @Test
    void aCommandMayAlsoBeTyped() {
        String command = "{\"type\":\"Mint\",\"commandId\":\"typed\",\"currency\":\"MINTG\",\"amount\":\"3\"}";
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            desk.send(new ProducerRecord<>("mint.commands", KafkaDesk.bytes("MINTG"), KafkaDesk.bytes(command)));
            desk.flush();
        }
        awaitRemaining("MINTG", "3");
    }

    @Test
    void badInputIsAProblemAndChangesNothing() {
        String[][] bad = {
            {"/api/magic-money/mint", "{\"currency\":\"MINTH\"}", "400", "malformed-command"},
            {"/api/magic-money/mint", "{\"currency\":\"mint h\",\"amount\":1}", "400", "malformed-command"},
            {"/api/magic-money/mint", "{\"currency\":\"MINTH\",\"amount\":-1}", "400", "amount-not-positive"},
            {"/api/magic-money/mint", "{\"currency\":\"JPY\",\"amount\":1.5}", "400", "too-many-fraction-digits"},
            {"/api/magic-money/mint", "{\"currency\":\"MINTH\",\"amount\":1,\"x\":1}", "400", "malformed-command"},
            {"/mint/MINTH", "{\"amount\":\"0\"}", "422", "amount-not-positive"},
            {"/mint/minth", "{\"amount\":\"1\"}", "400", "bad-currency"},
            {"/mint/MINTH", "[]", "400", "malformed-command"},
        };
        for (String[] each : bad) {
            Api.Answer answer = api.post(each[0], each[1]);
            assertThat(answer.status()).as(answer.text()).isEqualTo(Integer.parseInt(each[2]));
            assertThat(answer.json().get("code").textValue()).isEqualTo(each[3]);
        }
        assertThat(api.get("/mint/MINTH").status()).isEqualTo(404);
    }

    /** A 2xx means that the money is there. */
    private void issue(String currency, String amount) {
        api.post("/api/magic-money/mint", "{\"currency\":\"" + currency + "\",\"amount\":" + amount + "}")
                .expect(200);
    }

    private Api.Answer awaitRemaining(String currency, String amount) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.get("/mint/" + currency)
                                .expect(200)
                                .json()
                                .get("remaining")
                                .textValue())
                        .isEqualTo(amount));
        return api.get("/mint/" + currency);
    }

    private JsonNode awaitGift(String wallet) {
        List<JsonNode> gifts = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            gifts.clear();
            for (JsonNode line : api.all("/wallets/" + wallet + "/statement")) {
                if (line.get("commandId").textValue().startsWith("gift-")) {
                    gifts.add(line);
                }
            }
            return !gifts.isEmpty();
        });
        assertThat(gifts).hasSize(1);
        return gifts.getFirst();
    }

    private static List<String> mintFacts(KafkaDesk desk, String currency) {
        return desk.read("mint.facts").stream()
                .filter(record -> KafkaDesk.text(record.key()).equals(currency))
                .map(record -> KafkaDesk.text(record.value()))
                .toList();
    }
}
