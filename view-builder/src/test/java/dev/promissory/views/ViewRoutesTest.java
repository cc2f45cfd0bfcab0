package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.protocol.Topic;
import dev.promissory.views.Views.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewRoutesTest {

    private static final int PARTITIONS = 3;

    @TempDir
    Path folder;

    private final Pen pen = new Pen();
    private Views views;

    @BeforeEach
    void start() {
        views = new Views(folder, PARTITIONS);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void aWallet() {
        views.write(pen.open("alice", "Alice"), pen.deposit("alice", "12.50", "EUR"));

        Answer answer = views.get("/wallets/alice");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"2\"");
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.text())
                .isEqualTo("{\"walletId\":\"alice\",\"owner\":\"Alice\",\"status\":\"open\",\"sequence\":2,"
                        + "\"asOf\":\"2026-11-23T09:00:00.000Z\",\"balances\":[{\"currency\":\"EUR\","
                        + "\"total\":\"12.50\",\"available\":\"12.50\",\"held\":\"0.00\"}],"
                        + "\"trust\":{\"state\":\"verified\"}}");
    }

    @Test
    void aWalletThatCannotBeTrustedSaysSinceWhen() {
        views.write(pen.open("alice", null));
        pen.deposit("alice", "1.00", "EUR");
        views.write(pen.deposit("alice", "1.00", "EUR"));

        Answer answer = views.get("/wallets/alice");

        assertThat(answer.json().get("sequence").longValue()).isEqualTo(1);
        assertThat(answer.json().get("owner").isNull()).isTrue();
        assertThat(answer.json().get("trust").toString())
                .isEqualTo("{\"state\":\"gap\",\"sequence\":2,\"since\":\"2026-11-23T08:00:03.000Z\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets/nobody, wallet-not-found",
        "/wallets/nobody/statement, wallet-not-found",
        "/wallets/-, wallet-not-found",
        "/promises/nobody~1, promise-not-found",
        "/promises/nobody, promise-not-found",
        "/wallets/nobody/commands/c-1, command-not-found",
        "/wallets/nobody/commands/-, command-not-found",
        "/api/balance/nobody, wallet-not-found"
    })
    void whatIsNotThereIsNotFound(String path, String code) {
        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().get("code").textValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets?limit=0, limit",
        "/wallets?limit=501, limit",
        "/wallets?limit=x, limit",
        "/wallets?limit=, limit",
        "/wallets?limit=-1, limit",
        "/wallets?limit=1&limit=2, limit",
        "/wallets?offset=1, offset",
        "/wallets?minSequence=1, minSequence",
        "/promises?minSequence=1, minSequence",
        "/supply?minSequence=1, minSequence",
        "/wallets/alice?minSequence=x, minSequence",
        "/wallets/alice?minSequence=-1, minSequence",
        "/wallets/alice?minSequence=99999999999999999999, minSequence",
        "/wallets/alice?limit=1, limit",
        "/promises?status=lost, status",
        "/promises?wallet=-, wallet",
        "/supply?x=1, x",
        "/api/show?x=1, x",
        "/wallets/alice/commands/c?x=1, x"
    })
    void aWrongParameterIsNamed(String path, String field) {
        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").textValue()).isEqualTo("bad-parameter");
        assertThat(answer.json().get("field").textValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wallets?cursor=",
                "/wallets?cursor=!!",
                "/wallets?cursor=AAAA",
                "/wallets?cursor=d2FsbGV0cyAt",
                "/wallets/alice/statement?cursor=d2FsbGV0cyBhbGljZQ",
                "/promises?cursor=d2FsbGV0cyBhbGljZQ"
            })
    void aCursorFromElsewhereIsRefused(String path) {
        views.write(pen.open("alice", null));

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").textValue()).isEqualTo("bad-cursor");
    }

    @Test
    void aStatementsCursorIsOfItsWalletAlone() {
        views.write(pen.open("alice", null), pen.freeze("alice"), pen.open("bob", null), pen.freeze("bob"));
        String cursor = views.get("/wallets/alice/statement?limit=1")
                .json()
                .get("nextCursor")
                .textValue();

        assertThat(views.get("/wallets/alice/statement?cursor=" + cursor).status())
                .isEqualTo(200);
        assertThat(views.get("/wallets/bob/statement?cursor=" + cursor).status())
                .isEqualTo(400);
        for (String text : List.of("statement alice 0", "statement alice x", "statement alice ")) {
            String made = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
            assertThat(views.get("/wallets/alice/statement?cursor=" + made).status())
                    .as(text)
                    .isEqualTo(400);
        }
    }

    @Test
    void walletsOfAllPartitionsInOneOrderAndNoneTwiceWhileFactsArrive() {
        List<String> ids =
                IntStream.range(0, 40).mapToObj(number -> "w" + (100 + number)).toList();
        ids.forEach(id -> views.write(pen.open(id, null)));
        assertThat(ids.stream().map(views::partitionOf).distinct()).hasSize(PARTITIONS);

        List<String> seen = new ArrayList<>();
        String next = "/wallets?limit=7";
        for (int page = 0; next != null; page++) {
            JsonNode answer = views.get(next).json();
            answer.get("items").forEach(item -> seen.add(item.get("walletId").textValue()));
            // One before what was read, one that moves on, and one at the very end.
            views.write(pen.open("a" + page, null), pen.freeze(ids.get(page)), pen.open("z" + page, null));
            JsonNode cursor = answer.get("nextCursor");
            next = cursor.isNull() || page > 20 ? null : "/wallets?limit=7&cursor=" + cursor.textValue();
        }

        assertThat(seen).isSorted().doesNotHaveDuplicates().containsAll(ids);
        assertThat(seen).noneMatch(id -> id.startsWith("a"));
    }

    @Test
    void aStatementNewestFirstAndNoLineTwiceWhileFactsArrive() {
        views.write(pen.open("alice", null));
        for (int line = 2; line <= 11; line++) {
            views.write(pen.deposit("alice", "1.00", "EUR"));
        }
        List<Long> seen = new ArrayList<>();
        String next = "/wallets/alice/statement?limit=4";
        while (next != null) {
            JsonNode answer = views.get(next).json();
            answer.get("items").forEach(item -> seen.add(item.get("sequence").longValue()));
            views.write(pen.deposit("alice", "1.00", "EUR"));
            JsonNode cursor = answer.get("nextCursor");
            next = cursor.isNull() ? null : "/wallets/alice/statement?limit=4&cursor=" + cursor.textValue();
        }

        assertThat(seen).containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void theLinesOfAStatement() {
        views.write(
                pen.open("alice", null),
                pen.deposit("alice", "10.00", "EUR"),
                pen.promise("alice", "bob", "4.00", "EUR"),
                pen.giveBack("alice~3"),
                pen.withdraw("alice", "1.00", "EUR"));

        JsonNode items = views.get("/wallets/alice/statement").json().get("items");

        assertThat(items.get(0).toString())
                .isEqualTo("{\"sequence\":5,\"at\":\"2026-11-23T08:00:05.000Z\",\"type\":\"MoneyWithdrawn\","
                        + "\"currency\":\"EUR\",\"amount\":\"-1.00\",\"balance\":\"9.00\",\"commandId\":\"alice-5\"}");
        assertThat(items.get(1).toString())
                .isEqualTo("{\"sequence\":4,\"at\":\"2026-11-23T08:00:04.000Z\",\"type\":\"TransferReturned\","
                        + "\"currency\":\"EUR\",\"amount\":\"4.00\",\"balance\":\"10.00\",\"commandId\":\"alice-4\","
                        + "\"counterpart\":\"bob\",\"promiseId\":\"alice~3\",\"code\":\"wallet-frozen\"}");
        assertThat(items.get(2).toString())
                .isEqualTo("{\"sequence\":3,\"at\":\"2026-11-23T08:00:03.000Z\",\"type\":\"TransferPromised\","
                        + "\"currency\":\"EUR\",\"amount\":\"-4.00\",\"balance\":\"6.00\",\"commandId\":\"alice-3\","
                        + "\"counterpart\":\"bob\",\"promiseId\":\"alice~3\"}");
        assertThat(items.get(4).toString())
                .isEqualTo("{\"sequence\":1,\"at\":\"2026-11-23T08:00:01.000Z\",\"type\":\"WalletOpened\","
                        + "\"commandId\":\"alice-1\"}");
    }

    @Test
    void theSupplyOverAllPartitions() {
        String bob = views.onAnotherPartitionThan("alice");
        views.write(
                pen.open("alice", null),
                pen.deposit("alice", "10.00", "EUR"),
                pen.deposit("alice", "2", "BTC"),
                pen.promise("alice", bob, "4.00", "EUR"),
                pen.open(bob, null),
                pen.receive("alice~4"),
                pen.promise("alice", bob, "1.00", "EUR"),
                pen.withdraw(bob, "3.00", "EUR"));

        assertThat(views.get("/supply").text())
                .isEqualTo("{\"currencies\":[{\"currency\":\"BTC\",\"deposited\":\"2\",\"withdrawn\":\"0\","
                        + "\"inFlight\":\"0\",\"balances\":\"2\",\"conserved\":true,\"promised\":\"0\","
                        + "\"received\":\"0\",\"returned\":\"0\"},{\"currency\":\"EUR\",\"deposited\":\"10.00\","
                        + "\"withdrawn\":\"3.00\",\"inFlight\":\"1.00\",\"balances\":\"6.00\",\"conserved\":true,"
                        + "\"promised\":\"5.00\",\"received\":\"4.00\",\"returned\":\"0.00\"}],"
                        + "\"asOf\":\"2026-11-23T09:00:00.000Z\",\"trust\":{\"state\":\"verified\"}}");
    }

    @Test
    void anAnswerIsAsOldAsTheOldestPartitionItNeeds() {
        String bob = views.onAnotherPartitionThan("alice");
        views.write(pen.open("alice", null), pen.open(bob, null));
        views.completeUpTo(Topic.FACTS, views.partitionOf(bob), Pen.START);

        assertThat(asOf("/wallets/alice")).isEqualTo("2026-11-23T09:00:00.000Z");
        assertThat(asOf("/wallets/" + bob)).isEqualTo("2026-11-23T08:00:00.000Z");
        assertThat(asOf("/wallets")).isEqualTo("2026-11-23T08:00:00.000Z");
        assertThat(asOf("/supply")).isEqualTo("2026-11-23T08:00:00.000Z");
        assertThat(asOf("/promises")).isEqualTo("2026-11-23T08:00:00.000Z");
    }

    @Test
    void whileOnePartitionIsMissingOnlyWhatNeedsItWaits() {
        String bob = views.onAnotherPartitionThan("alice");
        views.write(pen.open("alice", null), pen.open(bob, null));
        views.notCaughtUp(Topic.FACTS, views.partitionOf(bob));

        assertThat(views.get("/wallets/alice").status()).isEqualTo(200);
        for (String path : List.of(
                "/wallets/" + bob,
                "/wallets/" + bob + "/statement",
                "/wallets",
                "/promises",
                "/promises/alice~9",
                "/supply",
                "/api/show",
                "/api/balance/" + bob)) {
            assertNotReady(views.get(path));
        }
    }

    @Test
    void whileTheStreamRebalancesNothingIsAnswered() {
        views.write(pen.open("alice", null));
        views.rebalancing();

        for (String path : List.of("/wallets/alice", "/wallets", "/wallets/alice/commands/c-1", "/wallets/nobody")) {
            assertNotReady(views.get(path));
        }
    }

    @Test
    void aReadThatHasToSeeAWriteWaitsForIt() {
        views.write(pen.open("alice", null));
        SealedFact second = pen.deposit("alice", "1.00", "EUR");

        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> views.get("/wallets/alice?minSequence=2"));
        views.write(second);

        assertThat(waiting.join().status()).isEqualTo(200);
        assertThat(waiting.join().json().get("sequence").longValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wallets/alice?minSequence=2",
                "/wallets/nobody?minSequence=1",
                "/wallets/alice/statement?minSequence=2",
                "/promises/alice~2?minSequence=2"
            })
    void aReadThatDoesNotSeeItInTimeSaysSo(String path) {
        views.write(pen.open("alice", null));

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("code").textValue()).isEqualTo("view-behind");
        assertThat(answer.header("Retry-After")).contains("1");
    }

    private void assertNotReady(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("code").textValue()).isEqualTo("view-not-ready");
        assertThat(answer.header("Retry-After")).contains("1");
    }

    private String asOf(String path) {
        return views.get(path).json().get("asOf").textValue();
    }
}
