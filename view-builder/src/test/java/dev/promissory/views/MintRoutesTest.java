package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.views.Views.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MintRoutesTest {

    @TempDir
    Path folder;

    private final MintPen pen = new MintPen();
    private Views views;

    @BeforeEach
    void start() {
        views = new Views(folder, 3);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void aCurrency() {
        views.writeMint(pen.issue("BTC", "100"), pen.issueKept("BTC", "100"), pen.give("BTC", "0.5"));

        Answer answer = views.get("/mint/BTC");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"3\"");
        assertThat(answer.text())
                .isEqualTo("{\"currency\":\"BTC\",\"issued\":\"100\",\"issuing\":\"0\",\"given\":\"0.5\","
                        + "\"giving\":\"0.5\",\"remaining\":\"99.5\",\"cap\":null,\"sequence\":3,"
                        + "\"asOf\":\"2026-11-23T09:00:00.000Z\",\"trust\":{\"state\":\"verified\"}}");
    }

    @Test
    void aCurrencyWithACap() {
        views.writeMint(pen.cap("EUR", Optional.of("1000")));

        assertThat(views.get("/mint/EUR").json().get("cap").textValue()).isEqualTo("1000.00");
    }

    @Test
    void aCurrencyThatCannotBeTrustedSaysSinceWhen() {
        pen.issue("EUR", "1.00");
        views.writeMint(pen.issueKept("EUR", "1.00"));

        Answer answer = views.get("/mint/EUR");

        assertThat(answer.json().get("sequence").longValue()).isZero();
        assertThat(answer.json().get("trust").toString())
                .isEqualTo("{\"state\":\"gap\",\"sequence\":1,\"since\":\"2026-11-23T08:00:02.000Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mint/BTC", "/mint/btc", "/mint/B", "/api/check-balance/btc", "/api/check-balance/%20"})
    void whatWasNeverMintedIsNotFound(String path) {
        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().get("code").textValue()).isEqualTo("currency-not-minted");
    }

    @Test
    void whatTheMintHasLeftAsTheExerciseAsksForIt() {
        views.writeMint(
                pen.issue("ETH", "0.123456789012345678"),
                pen.issueKept("ETH", "0.123456789012345678"),
                pen.issue("EUR", "100"),
                pen.issueKept("EUR", "100"));

        Answer ether = views.get("/api/check-balance/ETH");
        assertThat(ether.status()).isEqualTo(200);
        assertThat(ether.text()).isEqualTo("{\"currency\":\"ETH\",\"amount\":0.123456789012345678}");
        assertThat(ether.header("As-Of")).contains("2026-11-23T09:00:00.000Z");
        assertThat(views.get("/api/check-balance/EUR").text()).isEqualTo("{\"currency\":\"EUR\",\"amount\":100.00}");
    }

    @Test
    void nothingIsLeftOfWhatWasNeverIssuedOrHasNotArrived() {
        views.writeMint(pen.issue("ETH", "3"));

        assertThat(views.get("/api/check-balance/BTC").text()).isEqualTo("{\"currency\":\"BTC\",\"amount\":0}");
        assertThat(views.get("/api/check-balance/ETH").text()).isEqualTo("{\"currency\":\"ETH\",\"amount\":0}");
    }

    @Test
    void currenciesOfAllPartitionsInOneOrder() {
        List<String> codes = List.of("AA", "AAA", "BTC", "ETH", "EUR", "JPY", "USD", "XYZ0");
        codes.reversed().forEach(code -> views.writeMint(pen.issue(code, "1"), pen.issueKept(code, "1")));

        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            Answer page = views.get("/mint?limit=3" + cursor.get());
            page.json()
                    .get("items")
                    .forEach(item -> seen.add(item.get("currency").textValue()));
            cursor = Optional.ofNullable(page.json().get("nextCursor").textValue())
                    .map("&cursor="::concat);
        }

        assertThat(seen).isEqualTo(codes);
        assertThat(views.get("/mint").json().get("asOf").textValue()).isEqualTo("2026-11-23T09:00:00.000Z");
    }

    @Test
    void withoutAMintThereIsAnEmptyList() {
        assertThat(views.get("/mint").json().get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/mint?limit=0, limit",
        "/mint?minSequence=1, minSequence",
        "/mint/BTC?limit=1, limit",
        "/mint/BTC?minSequence=x, minSequence",
        "/api/check-balance/BTC?minSequence=1, minSequence"
    })
    void aWrongParameterIsNamed(String path, String field) {
        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").textValue()).isEqualTo("bad-parameter");
        assertThat(answer.json().get("field").textValue()).isEqualTo(field);
    }

    @ParameterizedTest
    // The third is "mint btc", the last "wallets alice".
    @ValueSource(strings = {"!!", "AAAA", "bWludCBidGM", "d2FsbGV0cyBhbGljZQ"})
    void aCursorFromElsewhereIsRefused(String cursor) {
        Answer answer = views.get("/mint?cursor=" + cursor);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").textValue()).isEqualTo("bad-cursor");
    }

    @Test
    void aReadThatHasToSeeAWriteWaitsForIt() {
        views.writeMint(pen.issue("BTC", "1"));
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> views.get("/mint/BTC?minSequence=2"));

        views.writeMint(pen.issueKept("BTC", "1"));

        assertThat(waiting.join().json().get("sequence").longValue()).isEqualTo(2);
    }

    @Test
    void aReadThatDoesNotSeeItInTimeSaysSo() {
        Answer answer = views.get("/mint/BTC?minSequence=1");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("code").textValue()).isEqualTo("view-behind");
        assertThat(answer.json().get("detail").textValue())
                .isEqualTo("The view has not seen sequence 1 of currency BTC at the mint yet: try again.");
    }

    @Test
    void whileItsPartitionIsMissingItIsNotAnswered() {
        views.notCaughtUp("mint.facts", views.partitionOf("BTC"));

        assertThat(views.get("/mint/BTC").json().get("code").textValue()).isEqualTo("view-not-ready");
        assertThat(views.get("/mint").status()).isEqualTo(503);
        assertThat(views.get("/api/check-balance/BTC").status()).isEqualTo(503);
        assertThat(views.get("/wallets").status()).isEqualTo(200);
    }
}
