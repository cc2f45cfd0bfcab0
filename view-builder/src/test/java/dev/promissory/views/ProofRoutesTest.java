package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Fact;
import dev.promissory.views.Views.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fact with what proves it, over HTTP. */
final class ProofRoutesTest {

    @TempDir
    Path folder;

    private final Pen pen = new Pen();
    private Views views;

    @BeforeEach
    void start() {
        views = new Views(folder, 2);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void aFactAsItStandsInKafka() {
        SealedFact opened = pen.open("alice", "Ａlice \"the\" \\ first 𝄞");
        SealedFact deposited = pen.noting("order-17", Map.of()).deposit("alice", "1.00", "EUR");
        views.write(opened, deposited);

        ObjectNode fact = views.get("/wallets/alice/facts/2").json();

        assertThat(fact.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "walletId",
                        "sequence",
                        "topic",
                        "partition",
                        "offset",
                        "value",
                        "factHash",
                        "previousHash",
                        "factMac",
                        "trust");
        assertThat(fact.get("walletId").textValue()).isEqualTo("alice");
        assertThat(fact.get("sequence").longValue()).isEqualTo(2);
        assertThat(fact.get("topic").textValue()).isEqualTo("wallet.facts");
        assertThat(fact.get("partition").intValue()).isEqualTo(views.partitionOf("alice"));
        assertThat(fact.get("offset").longValue()).isEqualTo(1);
        assertProves(fact, deposited);
        assertThat(fact.at("/trust/state").textValue()).isEqualTo("verified");
        assertProves(views.get("/wallets/alice/facts/1").json(), opened);
    }

    private static void assertProves(ObjectNode answer, SealedFact fact) {
        assertThat(answer.get("value").textValue().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(fact.value());
        assertThat(answer.get("factHash").textValue()).isEqualTo(hex(fact.seal().hash()));
        assertThat(answer.get("previousHash").textValue())
                .isEqualTo(hex(fact.seal().previousHash()));
        assertThat(answer.get("factMac").textValue()).isEqualTo(hex(fact.seal().mac()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets/nobody/facts/1, wallet-not-found",
        "/wallets/-/facts/1, wallet-not-found",
        "/wallets/alice/facts/0, fact-not-found",
        "/wallets/alice/facts/3, fact-not-found",
        "/wallets/alice/facts/-1, fact-not-found",
        "/wallets/alice/facts/x, fact-not-found",
        "/wallets/alice/facts/99999999999999999999, fact-not-found"
    })
    void whatIsNoFactOfTheWalletIsNotFound(String path, String code) {
        views.write(pen.open("alice", null), pen.deposit("alice", "1.00", "EUR"));

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").textValue()).isEqualTo(code);
    }

    @Test
    void whatTheViewDoesNotVouchForIsNotFound() {
        views.write(pen.open("alice", null));
        views.write(Pen.signedByAnother(pen.lie("alice", Fact.WalletFrozen::new)));

        assertThat(views.get("/wallets/alice/facts/2").status()).isEqualTo(404);
        assertThat(views.get("/wallets/alice/facts/1").json().at("/trust/state").textValue())
                .as("a doubt about a later fact")
                .isEqualTo("verified");
    }

    @Test
    void aFactThatIsStillToComeIsWaitedForWhenMinSequenceSaysSo() {
        views.write(pen.open("alice", null));
        SealedFact second = pen.deposit("alice", "1.00", "EUR");

        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> views.get("/wallets/alice/facts/2?minSequence=2"));
        views.write(second);

        assertProves(waiting.join().json(), second);
    }

    @Test
    void aRecordThatWasChangedAfterItWasVerifiedIsNotShown() {
        SealedFact opened = pen.open("alice", null);
        SealedFact deposited = pen.deposit("alice", "1.00", "EUR");
        views.write(opened, deposited);
        String text = new String(deposited.value(), StandardCharsets.UTF_8);

        assertAlteredBy(deposited.withValue(text.replace("\"1.00\"", "\"9.00\"")));
        assertAlteredBy(opened);
        assertAlteredBy(deposited.withKey("bob"));
        assertAlteredBy(Pen.signedByAnother(deposited));
        assertAlteredBy(null);

        views.overwrite("alice", 1, deposited);
        assertThat(views.get("/wallets/alice/facts/2").status()).isEqualTo(200);
    }

    private void assertAlteredBy(SealedFact other) {
        views.overwrite("alice", 1, other);

        Answer answer = views.get("/wallets/alice/facts/2");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().get("code").textValue()).isEqualTo("fact-altered");
        assertThat(answer.json().get("detail").textValue())
                .contains("alice#2", "wallet.facts-" + views.partitionOf("alice") + "@1");
    }

    @Test
    void withoutKafkaThereIsNoProof() {
        views.write(pen.open("alice", null));
        views.kafkaIsAway();

        Answer answer = views.get("/wallets/alice/facts/1");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("code").textValue()).isEqualTo("kafka-unavailable");
        assertThat(answer.header("Retry-After")).contains("1");
    }
}
