package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command.Exchange;
import dev.promissory.domain.Command.Reverse;
import dev.promissory.domain.Proof;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.TimeSpan;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises between several wallets over HTTP: each leg, where they are found, and that a journal is no wallet. */
final class JournalRoutesTest {

    @TempDir
    Path folder;

    private final Stewards stewards = new Stewards();
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
    void aTransferToSeveral() {
        stewards.deposit("alice", "10.00", "EUR")
                .transfer("alice", "bob 1.00 EUR", "carol 2.00 EUR")
                .deliver("bob");
        views.writeNew(stewards);

        assertThat(views.get("/promises/alice~3").text())
                .isEqualTo("{\"promiseId\":\"alice~3\",\"from\":\"alice\",\"legs\":["
                        + "{\"to\":\"bob\",\"currency\":\"EUR\",\"amount\":\"1.00\",\"status\":\"accepted\"},"
                        + "{\"to\":\"carol\",\"currency\":\"EUR\",\"amount\":\"2.00\",\"status\":\"pending\"}],"
                        + "\"status\":\"pending\",\"promisedAt\":\"2026-11-23T08:00:02.000Z\",\"receivedAt\":null,"
                        + "\"refusedAt\":null,\"returnedAt\":null,\"resolvedAt\":null,\"convergedInMs\":null,"
                        + "\"refusedBy\":null,\"code\":null,\"asOf\":\"2026-11-23T09:00:00.000Z\"}");

        stewards.deliverAll();
        views.writeNew(stewards);

        JsonNode kept = views.get("/promises/alice~3").json();
        assertThat(kept.get("status").textValue()).isEqualTo("kept");
        assertThat(kept.get("settledAt").textValue()).isEqualTo("2026-11-23T08:00:06.000Z");
        assertThat(kept.at("/legs/0").toString())
                .isEqualTo("{\"to\":\"bob\",\"currency\":\"EUR\",\"amount\":\"1.00\",\"status\":\"kept\","
                        + "\"receivedAs\":3}");
        assertThat(views.get("/supply").text())
                .contains("\"inFlight\":\"0.00\",\"balances\":\"10.00\",\"conserved\":true,\"promised\":\"3.00\","
                        + "\"received\":\"3.00\"");
    }

    @Test
    void anExchange() {
        stewards.deposit("alice", "10.00", "EUR")
                .deposit("bob", "5", "BTC")
                .ask(
                        "x-1",
                        head -> new Exchange(
                                head,
                                new WalletId("alice"),
                                new WalletId("bob"),
                                RequestedMoney.of("4.00", "EUR"),
                                RequestedMoney.of("0.2", "BTC"),
                                new BigDecimal("0.05"),
                                TimeSpan.of(Duration.ofSeconds(30))))
                .deliver("alice");
        views.writeNew(stewards);

        assertThat(views.get("/promises/x-1~1").text())
                .isEqualTo("{\"promiseId\":\"x-1~1\",\"journalId\":\"x-1\",\"from\":null,\"legs\":["
                        + "{\"from\":\"alice\",\"to\":\"bob\",\"currency\":\"EUR\",\"amount\":\"4.00\","
                        + "\"status\":\"pending\",\"reserved\":true},"
                        + "{\"from\":\"bob\",\"to\":\"alice\",\"currency\":\"BTC\",\"amount\":\"0.2\","
                        + "\"status\":\"accepted\",\"reserved\":false}],"
                        + "\"status\":\"pending\",\"promisedAt\":\"2026-11-23T08:00:03.000Z\","
                        + "\"deadline\":\"2026-11-23T08:00:33.000Z\",\"receivedAt\":null,\"refusedAt\":null,"
                        + "\"returnedAt\":null,\"resolvedAt\":null,\"convergedInMs\":null,\"refusedBy\":null,"
                        + "\"code\":null,\"rate\":\"0.05\",\"asOf\":\"2026-11-23T09:00:00.000Z\"}");
        assertThat(line("alice", 1))
                .isEqualTo("{\"sequence\":3,\"at\":\"2026-11-23T08:00:04.000Z\",\"type\":\"TransferReserved\","
                        + "\"currency\":\"EUR\",\"amount\":\"-4.00\",\"balance\":\"6.00\",\"commandId\":\"c-3\","
                        + "\"counterpart\":\"bob\",\"promiseId\":\"x-1~1\",\"rate\":\"0.05\"}");
        assertThat(line("alice", 0))
                .isEqualTo("{\"sequence\":4,\"at\":\"2026-11-23T08:00:04.000Z\",\"type\":\"TransferAccepted\","
                        + "\"commandId\":\"c-3\",\"counterpart\":\"bob\",\"promiseId\":\"x-1~1\","
                        + "\"rate\":\"0.05\"}");

        stewards.deliverAll();
        views.writeNew(stewards);

        assertThat(views.get("/promises/x-1~1").json().get("status").textValue())
                .isEqualTo("kept");
        assertThat(views.get("/promises/x-1~1?minSequence=3").status()).isEqualTo(503);
        assertThat(views.get("/promises/x-1~1?minSequence=2").status()).isEqualTo(200);
    }

    @Test
    void aPromiseThatSendsAnotherBackNamesIt() {
        stewards.deposit("alice", "10.00", "EUR")
                .transfer("alice", "bob 4.00 EUR")
                .deliver("bob");
        SealedFact received = stewards.facts().getLast();
        stewards.ask("bob", head -> new Reverse(head, FactJson.read(received.value()), new Proof("any", "any", "any")));
        views.writeNew(stewards);

        assertThat(views.get("/promises/bob~3").json().get("reverses").textValue())
                .isEqualTo("alice~3");
        assertThat(line("bob", 0))
                .contains("\"counterpart\":\"alice\",\"promiseId\":\"bob~3\",\"reverses\":\"alice~3\"");
    }

    @Test
    void promisesOfAWalletAreThoseItSentAndTheJournalsItTookPartIn() {
        stewards.deposit("alice", "10.00", "EUR")
                .deposit("bob", "10.00", "EUR")
                .transfer("alice", "bob 1.00 EUR")
                .journal("j-1", "alice bob 1.00 EUR", "carol alice 1.00 EUR")
                .deliverAll()
                .transfer("alice", "bob 1.00 EUR", "dave 1.00 EUR")
                .journal("j-2", "bob alice 1.00 EUR")
                .deliverAll();
        views.writeNew(stewards);

        assertThat(ids("/promises?wallet=alice")).containsExactly("alice~3", "j-1~1", "alice~8", "j-2~1");
        assertThat(ids("/promises?wallet=bob")).containsExactly("j-1~1", "j-2~1");
        assertThat(ids("/promises?wallet=carol")).isEmpty();
        assertThat(ids("/promises?wallet=alice&status=returned")).containsExactly("j-1~1");
        assertThat(ids("/promises?wallet=alice&status=kept")).containsExactly("alice~3", "alice~8", "j-2~1");
        assertThat(ids("/promises")).containsExactly("alice~3", "alice~8", "j-1~1", "j-2~1");

        List<String> paged = new ArrayList<>();
        String next = "/promises?wallet=alice&limit=1";
        while (next != null) {
            JsonNode page = views.get(next).json();
            page.get("items").forEach(item -> paged.add(item.get("promiseId").textValue()));
            JsonNode cursor = page.get("nextCursor");
            next = cursor.isNull() ? null : "/promises?wallet=alice&limit=1&cursor=" + cursor.textValue();
        }
        assertThat(paged).containsExactly("alice~3", "j-1~1", "alice~8", "j-2~1");
    }

    @Test
    void aJournalIsReturnedThoughSomeOfItsGiversNeverWere() {
        stewards.deposit("alice", "10.00", "EUR")
                .journal("j-0", "alice bob 1.00 EUR")
                .journal("j-1", "alice bob 1.00 EUR", "ghost bob 1.00 EUR", "j-0 bob 1.00 EUR", "late bob 1.00 EUR");
        views.writeNew(stewards);
        stewards.deliver("alice");
        stewards.deliver("ghost").deliver("j-1");
        views.writeNew(stewards);
        assertThat(views.get("/promises/j-1~1").json().get("status").textValue())
                .as("alice may still have to give")
                .isEqualTo("pending");

        stewards.deliverAll().deposit("late", "1.00", "EUR");
        views.writeNew(stewards);

        JsonNode returned = views.get("/promises/j-1~1").json();
        assertThat(returned.get("status").textValue()).isEqualTo("returned");
        assertThat(returned.get("refusedBy").textValue()).isEqualTo("ghost");
        assertThat(ids("/promises?status=returned")).contains("j-1~1");
    }

    @Test
    void aJournalIsNoWallet() {
        stewards.deposit("alice", "10.00", "EUR")
                .journal("j-1", "alice bob 1.00 EUR")
                .deliverAll();
        views.writeNew(stewards);

        for (String path : List.of(
                "/wallets/j-1",
                "/wallets/j-1?asOf=1",
                "/wallets/j-1/holds",
                "/wallets/j-1/schedules",
                "/wallets/j-1/valuation?in=EUR")) {
            assertThat(views.get(path).status()).as(path).isEqualTo(404);
            assertThat(views.get(path).json().get("code").textValue()).isEqualTo("wallet-not-found");
        }
        assertThat(views.get("/api/balance/j-1").status()).isEqualTo(404);
        assertThat(views.get("/api/show").text()).contains("alice", "bob").doesNotContain("j-1");
        assertThat(views.get("/wallets").text()).contains("alice", "bob").doesNotContain("j-1");
        assertThat(line("j-1", 0))
                .isEqualTo("{\"sequence\":2,\"at\":\"2026-11-23T08:00:06.000Z\",\"type\":\"JournalSettled\","
                        + "\"commandId\":\"c-2\",\"promiseId\":\"j-1~1\"}");
        assertThat(line("j-1", 1)).contains("\"type\":\"JournalOpened\"", "\"deadline\":\"");
    }

    @Test
    void theLinesOfWhatMovesNothing() {
        stewards.deposit("alice", "10.00", "EUR")
                .deposit("frank", "1.00", "EUR")
                .freeze("frank")
                .hold("alice", "h-1", "4.00", "EUR")
                .limit("alice", "5.00", "EUR")
                .schedule("alice", 60, "bob 1.00 EUR")
                .transfer("alice", "bob 1.00 EUR", "frank 2.00 EUR")
                .deliverAll();
        views.writeNew(stewards);

        assertThat(line("alice", 4))
                .isEqualTo("{\"sequence\":3,\"at\":\"2026-11-23T08:00:04.000Z\",\"type\":\"HoldPlaced\","
                        + "\"commandId\":\"c-4\",\"holdId\":\"h-1\",\"currency\":\"EUR\",\"hold\":\"4.00\","
                        + "\"available\":\"6.00\",\"held\":\"4.00\",\"expiresAt\":\"2026-11-23T08:10:04.000Z\"}");
        assertThat(line("alice", 3)).endsWith("\"commandId\":\"c-5\",\"currency\":\"EUR\",\"limit\":\"5.00\"}");
        assertThat(line("alice", 2))
                .endsWith("\"commandId\":\"c-6\",\"counterpart\":\"bob\",\"scheduleId\":\"alice~5\","
                        + "\"executeAt\":\"2026-11-23T08:01:05.000Z\"}");
        assertThat(line("alice", 0))
                .contains("\"type\":\"TransferReturned\",\"currency\":\"EUR\",\"amount\":\"3.00\"")
                .endsWith("\"promiseId\":\"alice~6\",\"refusedBy\":\"frank\",\"code\":\"wallet-frozen\"}");
        assertThat(line("bob", 0))
                .contains("\"type\":\"TransferReleased\",\"commandId\":\"c-7\",\"counterpart\":\"alice\"")
                .endsWith("\"promiseId\":\"alice~6\",\"refusedBy\":\"frank\",\"code\":\"wallet-frozen\"}");
    }

    /** @param back how many lines before the newest */
    private String line(String walletId, int back) {
        return views.get("/wallets/" + walletId + "/statement")
                .json()
                .get("items")
                .get(back)
                .toString();
    }

    private List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        views.get(path)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("promiseId").textValue()));
        return ids;
    }
}
