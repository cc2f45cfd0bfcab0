package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Fact;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Topic;
import dev.promissory.views.Views.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wallets and statements at a moment of the past, over HTTP. */
final class PastRoutesTest {

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

    private void aliceOfSixFacts() {
        views.write(
                pen.open("alice", "Alice"),
                pen.deposit("alice", "10.00", "EUR"),
                pen.deposit("alice", "1.5", "BTC"),
                pen.freeze("alice"),
                pen.describe("alice", "Alice Liddell"),
                pen.unfreeze("alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "2026-11-23T08:00:04.000Z", "2026-11-23T08:00:04.999Z", "2026-11-23T09:00:04%2B01:00"})
    void aWalletAsItWas(String asOf) {
        aliceOfSixFacts();

        Answer answer = views.get("/wallets/alice?asOf=" + asOf);

        assertThat(answer.text())
                .isEqualTo("{\"walletId\":\"alice\",\"owner\":\"Alice\",\"status\":\"frozen\",\"sequence\":4,"
                        + "\"asOf\":\"2026-11-23T08:00:04.000Z\",\"balances\":["
                        + "{\"currency\":\"BTC\",\"total\":\"1.5\",\"available\":\"1.5\",\"held\":\"0\"},"
                        + "{\"currency\":\"EUR\",\"total\":\"10.00\",\"available\":\"10.00\",\"held\":\"0.00\"}],"
                        + "\"trust\":{\"state\":\"verified\"},\"completeTo\":\"2026-11-23T09:00:00.000Z\","
                        + "\"final\":true}");
        assertThat(answer.header("ETag")).as("what If-Match takes is of now").isEmpty();
    }

    /** A command that was in the topic by then may be decided later, and its fact has the time of the command. */
    @Test
    void onlyALaterFactMakesATimeFinal() {
        views.write(pen.open("alice", "Alice"));
        String time = "asOf=2026-11-23T08:00:02.000Z";
        assertThat(sequenceAndFinal(time)).isEqualTo("1 false");

        views.write(pen.deposit("alice", "10.00", "EUR"));
        assertThat(sequenceAndFinal(time)).as("the answer has changed").isEqualTo("2 false");
        assertThat(sequenceAndFinal("asOf=2")).isEqualTo("2 true");

        views.write(pen.deposit("alice", "10.00", "EUR"));
        assertThat(sequenceAndFinal(time)).isEqualTo("2 true");
        assertThat(views.get("/wallets/alice/statement").json().has("final")).isFalse();
    }

    /** As the wallet and its statement say, both alike. */
    private String sequenceAndFinal(String asOf) {
        JsonNode wallet = views.get("/wallets/alice?" + asOf).json();
        JsonNode statement = views.get("/wallets/alice/statement?" + asOf).json();
        assertThat(statement.at("/items/0/sequence")).isEqualTo(wallet.get("sequence"));
        assertThat(statement.get("final")).isEqualTo(wallet.get("final"));
        return wallet.get("sequence") + " " + wallet.get("final");
    }

    @Test
    void metadataAsItWas() {
        views.write(
                pen.noting(null, Map.of("tier", "silver")).open("alice", null),
                pen.noting(null, Map.of("tier", "gold")).describe("alice", "Alice"));

        assertThat(views.get("/wallets/alice?asOf=1")
                        .json()
                        .at("/metadata/tier")
                        .textValue())
                .isEqualTo("silver");
        assertThat(views.get("/wallets/alice?asOf=2")
                        .json()
                        .at("/metadata/tier")
                        .textValue())
                .isEqualTo("gold");
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets/alice?asOf=2026-11-23T08:00:00.999Z, 404, wallet-not-found",
        "/wallets/alice?asOf=0, 404, wallet-not-found",
        "/wallets/alice/statement?asOf=0, 404, wallet-not-found",
        "/wallets/nobody?asOf=1, 404, wallet-not-found",
        "/wallets/nobody?asOf=2026-11-23T08:00:01.000Z, 404, wallet-not-found",
        "/wallets/alice?asOf=7, 404, fact-not-found",
        "/wallets/alice/statement?asOf=7, 404, fact-not-found",
        "/wallets/alice?asOf=7&minSequence=7, 503, view-behind",
        "/wallets/alice?asOf=2026-11-23T09:00:00.001Z, 503, view-behind",
        "/wallets/alice/statement?asOf=2026-11-23T09:00:00.001Z, 503, view-behind"
    })
    void aMomentThatCannotBeShown(String path, int status, String code) {
        aliceOfSixFacts();

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").textValue()).isEqualTo(code);
    }

    @Test
    void beforeTheFirstFactTheDetailSaysSo() {
        aliceOfSixFacts();

        assertThat(views.get("/wallets/alice?asOf=2026-11-23T08:00:00.000Z")
                        .json()
                        .get("detail")
                        .textValue())
                .isEqualTo("There was no wallet alice yet as of 2026-11-23T08:00:00Z: its first fact is later.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wallets/alice?asOf=",
                "/wallets/alice?asOf=yesterday",
                "/wallets/alice?asOf=-1",
                "/wallets/alice?asOf=1.5",
                "/wallets/alice?asOf=2026-11-23",
                "/wallets/alice?asOf=2026-11-23T08:00:00",
                "/wallets/alice?asOf=1969-12-31T23:59:59.999Z",
                "/wallets/alice?asOf=%2B10000-01-01T00:00:00Z",
                "/wallets/alice?asOf=99999999999999999999",
                "/wallets/alice?asOf=2026-11-23T10:00:00.000Z",
                "/wallets/alice?asOf=1&asOf=2",
                "/wallets/alice/statement?asOf=x",
                "/wallets?asOf=1"
            })
    void aMomentThatIsNoneIsRefused(String path) {
        aliceOfSixFacts();

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").textValue()).isEqualTo("bad-parameter");
        assertThat(answer.json().get("field").textValue()).isEqualTo("asOf");
    }

    @Test
    void aSequenceThatIsStillToComeIsWaitedForWhenMinSequenceSaysSo() {
        views.write(pen.open("alice", null));
        SealedFact second = pen.deposit("alice", "1.00", "EUR");
        SealedFact third = pen.deposit("alice", "1.00", "EUR");

        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> views.get("/wallets/alice?asOf=2&minSequence=3"));
        views.write(second, third);

        assertThat(waiting.join().json().get("sequence").longValue()).isEqualTo(2);
    }

    @Test
    void aTimeTheViewHasNotReachedIsWaitedFor() {
        views.write(pen.open("alice", null));
        int partition = views.partitionOf("alice");
        views.completeUpTo(Topic.FACTS, partition, Pen.START);

        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> views.get("/wallets/alice?asOf=2026-11-23T08:00:02.000Z"));
        views.write(pen.deposit("alice", "1.00", "EUR"));
        views.completeUpTo(Topic.FACTS, partition, Pen.START.plusSeconds(2));

        assertThat(waiting.join().json().get("sequence").longValue()).isEqualTo(2);
    }

    @Test
    void aDoubtTouchesWhatCameBeforeItNot() {
        views.write(pen.open("alice", null), pen.deposit("alice", "1.00", "EUR"));
        pen.deposit("alice", "1.00", "EUR");
        views.write(pen.deposit("alice", "1.00", "EUR"));

        assertThat(trust("1")).isEqualTo("verified");
        assertThat(trust("2")).isEqualTo("verified");
        assertThat(trust("2026-11-23T08:00:01.000Z")).isEqualTo("verified");
        assertThat(trust("2026-11-23T08:00:05.000Z"))
                .as("when the missing fact may have been")
                .isEqualTo("gap");
    }

    @Test
    void aForkTouchesItsFactAndAllLaterOnes() {
        views.write(pen.open("alice", null));
        SealedFact twin = pen.lie("alice", Fact.WalletFrozen::new);
        views.write(pen.deposit("alice", "1.00", "EUR"), twin, pen.deposit("alice", "1.00", "EUR"));

        assertThat(trust("1")).isEqualTo("verified");
        assertThat(trust("2")).isEqualTo("forked");
        assertThat(trust("3")).isEqualTo("forked");
    }

    private String trust(String asOf) {
        return views.get("/wallets/alice?asOf=" + asOf)
                .json()
                .at("/trust/state")
                .textValue();
    }

    @Test
    void aLongHistoryIsExactOnBothSidesOfEverySnapshot() {
        views.write(pen.open("alice", null), pen.deposit("alice", "5.00", "EUR"));
        while (pen.wallet("alice").sequence() < 300) {
            views.write(pen.deposit("alice", "1", "BTC"));
        }

        for (long sequence : new long[] {2, 3, 127, 128, 129, 255, 256, 257, 299, 300}) {
            Instant at = Pen.START.plusSeconds(sequence);
            for (String asOf : List.of(Long.toString(sequence), Json.time(at))) {
                JsonNode then = views.get("/wallets/alice?asOf=" + asOf).json();
                assertThat(then.get("sequence").longValue()).isEqualTo(sequence);
                assertThat(then.get("asOf").textValue()).isEqualTo(Json.time(at));
                assertThat(then.at("/balances").findValuesAsText("total"))
                        .isEqualTo(sequence == 2 ? List.of("5.00") : List.of(Long.toString(sequence - 2), "5.00"));
            }
        }
    }

    @Test
    void aStatementAsItWasPageByPageWhileFactsArrive() {
        views.write(pen.open("alice", null));
        while (pen.wallet("alice").sequence() < 9) {
            views.write(pen.deposit("alice", "1.00", "EUR"));
        }
        for (String asOf : List.of("7", "2026-11-23T08:00:07.500Z")) {
            List<Long> seen = new ArrayList<>();
            String first = "/wallets/alice/statement?limit=3&asOf=" + asOf;
            String next = first;
            while (next != null) {
                JsonNode page = views.get(next).json();
                page.get("items").forEach(line -> seen.add(line.get("sequence").longValue()));
                views.write(pen.deposit("alice", "1.00", "EUR"));
                JsonNode cursor = page.get("nextCursor");
                next = cursor.isNull() ? null : first + "&cursor=" + cursor.textValue();
            }
            assertThat(seen).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
        }
    }
}
