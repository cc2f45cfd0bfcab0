package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.protocol.Topic;
import dev.promissory.views.Views.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding wallets, lines of statements, and facts by their reference, over HTTP. */
final class FindingRoutesTest {

    private static final int PARTITIONS = 2;

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

    private SealedFact open(String id, String... metadata) {
        return noting(metadata).open(id, "The owner of " + id);
    }

    private Pen noting(String... metadata) {
        return metadata.length == 2
                ? pen.noting(null, Map.of(metadata[0], metadata[1]))
                : pen.noting(null, Map.of(metadata[0], metadata[1], metadata[2], metadata[3]));
    }

    private void fourWallets() {
        views.write(
                open("alice", "tier", "gold", "region", "north"),
                open("bob", "tier", "gold", "region", "south"),
                open("carol", "tier", "silver"),
                pen.open("dave", "Dave"),
                pen.deposit("alice", "50.00", "EUR"),
                pen.deposit("bob", "49.99", "EUR"),
                pen.deposit("carol", "50.01", "EUR"),
                pen.deposit("dave", "1000", "BTC"),
                pen.deposit("dave", "1.00", "EUR"),
                pen.withdraw("dave", "1.00", "EUR"),
                pen.freeze("bob"));
    }

    @Test
    void aWalletShowsItsMetadata() {
        fourWallets();

        assertThat(views.get("/wallets/alice").json().get("metadata").toString())
                .isEqualTo("{\"region\":\"north\",\"tier\":\"gold\"}");
        assertThat(views.get("/wallets/dave").json().has("metadata")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "metadata.tier=gold, alice bob",
        "metadata.tier=gold&metadata.region=south, bob",
        "metadata.region=south&metadata.tier=silver, ''",
        "metadata.tier=none, ''",
        "metadata.=gold, ''",
        "metadata.tier=gold&currency=EUR&minBalance=50.00, alice",
        "currency=EUR&minBalance=50, alice carol",
        "currency=EUR&minBalance=50.01, carol",
        "currency=EUR&minBalance=50.010000000000000001, ''",
        "currency=EUR&maxBalance=49.99, bob dave",
        "currency=EUR&minBalance=49.99&maxBalance=50.00, alice bob",
        "currency=EUR&minBalance=-1, alice bob carol dave",
        "currency=BTC, dave",
        "currency=GBP, ''",
        "status=frozen, bob",
        "status=open&metadata.tier=gold, alice",
        "status=closed, ''",
        "owner=Dave, dave",
        "owner=dave, ''",
        "owner=The%20owner%20of%20carol, carol"
    })
    void walletsByWhatTheyAre(String filters, String expected) {
        fourWallets();

        assertThat(ids("/wallets?" + filters)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void aWalletIsFoundByWhatItIsAndNotByWhatItWas() {
        views.write(open("alice", "tier", "gold"), open("bob", "tier", "gold"));
        views.write(noting("tier", "silver").describe("alice", "Alice"));

        assertThat(ids("/wallets?metadata.tier=gold")).containsExactly("bob");
        assertThat(ids("/wallets?metadata.tier=silver")).containsExactly("alice");

        views.write(
                pen.describe("alice", "Alice Liddell"), noting("tier", "gold").describe("alice", "Alice"));

        assertThat(ids("/wallets?metadata.tier=gold")).containsExactly("alice", "bob");
    }

    @Test
    void wholeNamesAndValuesOnly() {
        views.write(open("alice", "tier", "gold"), open("bob", "tie", "rgold"), open("carol", "tier", "gold2"));

        assertThat(ids("/wallets?metadata.tier=gold")).containsExactly("alice");
    }

    @Test
    void pagesOfWalletsNeitherRepeatNorMissAnyWhileFactsArrive() {
        List<String> gold = new ArrayList<>();
        for (int number = 10; number < 40; number++) {
            boolean wanted = number % 3 == 0;
            views.write(open("w" + number, "tier", wanted ? "gold" : "silver"));
            views.write(pen.deposit("w" + number, "1.00", "EUR"));
            if (wanted) {
                gold.add("w" + number);
            }
        }
        int[] arriving = {0};
        for (String filters : List.of("metadata.tier=gold", "metadata.tier=gold&currency=EUR&minBalance=0.50")) {
            List<String> seen = all("/wallets?limit=2&" + filters, "walletId", page -> {
                arriving[0]++;
                views.write(open("a" + arriving[0], "tier", "gold"), pen.deposit("a" + arriving[0], "1.00", "EUR"));
                views.write(noting("tier", "gold").describe(gold.get(arriving[0] % gold.size()), "Again"));
            });
            assertThat(seen.stream().filter(id -> id.startsWith("w")))
                    .as(filters)
                    .containsExactlyElementsOf(gold);
            assertThat(seen).as(filters).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets?minBalance=1, currency",
        "/wallets?maxBalance=1, currency",
        "/wallets?currency=eur, currency",
        "/wallets?currency=EUR&minBalance=1e5, minBalance",
        "/wallets?currency=EUR&minBalance=, minBalance",
        "/wallets?currency=EUR&maxBalance=.5, maxBalance",
        "/wallets?status=lost, status",
        "/wallets?status=journal, status",
        "/wallets?metadata=gold, metadata",
        "/wallets?metadata.tier=gold&metadata.tier=silver, metadata.tier",
        "/wallets?reference=order-17, reference",
        "/wallets/alice/statement?type=Gift, type",
        "/wallets/alice/statement?currency=e, currency",
        "/wallets/alice/statement?counterpart=-, counterpart",
        "/wallets/alice/statement?from=now, from",
        "/wallets/alice/statement?to=1, to",
        "/wallets/alice/statement?metadata.tier=gold, metadata.tier",
        "/facts, reference",
        "/facts?reference=a&limit=501, limit"
    })
    void aFilterThatMakesNoSenseIsNamed(String path, String field) {
        fourWallets();

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").textValue()).isEqualTo("bad-parameter");
        assertThat(answer.json().get("field").textValue()).isEqualTo(field);
    }

    /** Ten lines, a second apart: the sequence is the second. */
    private void aliceOfTenLines() {
        views.write(
                pen.open("alice", null),
                pen.noting("order-17", Map.of("note", "first")).deposit("alice", "100.00", "EUR"),
                pen.deposit("alice", "2", "BTC"),
                pen.noting("order-17", Map.of()).promise("alice", "bob", "5.00", "EUR"),
                pen.promise("alice", "carol", "1", "BTC"),
                pen.withdraw("alice", "1.00", "EUR"),
                pen.giveBack("alice~5"),
                pen.noting("order-18", Map.of()).deposit("alice", "1.00", "EUR"),
                pen.freeze("alice"),
                pen.noting("order-17", Map.of()).unfreeze("alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "type=MoneyDeposited, 8 3 2",
        "currency=BTC, 7 5 3",
        "counterpart=carol, 7 5",
        "counterpart=bob, 4",
        "reference=order-17, 10 4 2",
        "reference=order-1, ''",
        "reference=order-17&type=MoneyDeposited, 2",
        "reference=order-17&from=2026-11-23T08:00:03.000Z&to=2026-11-23T08:00:10.000Z, 4",
        "reference=order-17&asOf=9, 4 2",
        "type=MoneyDeposited&currency=EUR, 8 2",
        "from=2026-11-23T08:00:09.000Z, 10 9",
        "from=2026-11-23T08:00:08.001Z, 10 9",
        "from=2026-11-23T08:00:10.001Z, ''",
        "to=2026-11-23T08:00:03.000Z, 2 1",
        "to=2026-11-23T08:00:02.001Z, 2 1",
        "to=2026-11-23T08:00:01.000Z, ''",
        "from=2026-11-23T08:00:03.000Z&to=2026-11-23T08:00:05.000Z, 4 3",
        "from=2026-11-23T08:00:05.000Z&to=2026-11-23T08:00:03.000Z, ''",
        "asOf=4&currency=EUR, 4 2",
        "to=2026-11-23T08:00:09.000Z&asOf=2026-11-23T08:00:03.000Z, 3 2 1"
    })
    void linesOfAStatementByWhatTheyAre(String filters, String expected) {
        aliceOfTenLines();
        views.write(pen.noting("order-17", Map.of()).open("alicia", null));

        for (int limit : List.of(1, 2, 50)) {
            List<String> seen = all("/wallets/alice/statement?limit=" + limit + "&" + filters, "sequence", page -> {});
            assertThat(seen).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
        }
    }

    @Test
    void aLineShowsItsReferenceAndItsMetadata() {
        aliceOfTenLines();

        assertThat(views.get("/wallets/alice/statement?asOf=2&limit=1")
                        .json()
                        .at("/items/0")
                        .toString())
                .isEqualTo("{\"sequence\":2,\"at\":\"2026-11-23T08:00:02.000Z\",\"type\":\"MoneyDeposited\","
                        + "\"currency\":\"EUR\",\"amount\":\"100.00\",\"balance\":\"100.00\",\"commandId\":\"alice-2\","
                        + "\"reference\":\"order-17\",\"metadata\":{\"note\":\"first\"}}");
    }

    @Test
    void filteredPagesNeitherRepeatNorMissAnyLineWhileFactsArrive() {
        aliceOfTenLines();
        for (String filter : List.of("reference=order-17", "type=WalletUnfrozen")) {
            List<String> expected = all("/wallets/alice/statement?" + filter, "sequence", page -> {});
            List<String> seen = all(
                    "/wallets/alice/statement?limit=1&" + filter,
                    "sequence",
                    page -> views.write(
                            pen.freeze("alice"),
                            pen.noting("order-17", Map.of()).unfreeze("alice")));
            assertThat(seen).as(filter).isEqualTo(expected);
        }
    }

    @Test
    void aRareLineOfALongHistoryCostsManyShortPagesAndNoLongOne() {
        int facts = StatementQuery.MAX_LOOKED_AT + 100;
        views.write(pen.open("alice", null));
        while (pen.wallet("alice").sequence() < facts) {
            views.write(pen.deposit("alice", "1.00", "EUR"));
        }

        JsonNode first = views.get("/wallets/alice/statement?type=WalletOpened").json();
        assertThat(first.get("items")).isEmpty();
        assertThat(first.get("nextCursor").isTextual()).isTrue();

        JsonNode second = views.get("/wallets/alice/statement?type=WalletOpened&cursor="
                        + first.get("nextCursor").textValue())
                .json();
        assertThat(second.at("/items/0/sequence").longValue()).isEqualTo(1);
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void factsOfAllWalletsByTheirReference() {
        aliceOfTenLines();
        String bob = views.onAnotherPartitionThan("alice");
        views.write(
                pen.noting("order-17", Map.of()).open(bob, null),
                pen.open("zoe", null),
                pen.noting("order-17", Map.of()).deposit("zoe", "3.00", "EUR"));

        JsonNode found = views.get("/facts?reference=order-17").json();

        assertThat(found.get("items").findValuesAsText("walletId"))
                .containsExactly("alice", "alice", "alice", bob, "zoe");
        assertThat(found.get("items").findValuesAsText("sequence")).containsExactly("10", "4", "2", "1", "2");
        assertThat(found.at("/items/1").toString())
                .isEqualTo("{\"walletId\":\"alice\",\"sequence\":4,\"at\":\"2026-11-23T08:00:04.000Z\","
                        + "\"type\":\"TransferPromised\",\"currency\":\"EUR\",\"amount\":\"-5.00\","
                        + "\"balance\":\"95.00\",\"commandId\":\"alice-4\",\"counterpart\":\"bob\","
                        + "\"promiseId\":\"alice~4\",\"reference\":\"order-17\"}");
        assertThat(found.get("nextCursor").isNull()).isTrue();
        assertThat(found.get("asOf").textValue()).isEqualTo("2026-11-23T09:00:00.000Z");
        assertThat(views.get("/facts?reference=order").json().get("items")).isEmpty();
    }

    @Test
    void pagesOfFoundFactsNeitherRepeatNorMissAnyWhileFactsArrive() {
        for (int number = 0; number < 8; number++) {
            views.write(pen.noting("order-17", Map.of()).open("w" + number, null));
            views.write(pen.noting("order-17", Map.of()).deposit("w" + number, "1.00", "EUR"));
        }
        List<String> before = all("/facts?reference=order-17", "at", page -> {});

        List<String> seen = all("/facts?limit=3&reference=order-17", "at", page -> {
            for (int number = 0; number < 8; number++) {
                views.write(pen.noting("order-17", Map.of()).deposit("w" + number, "1.00", "EUR"));
            }
        });

        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        assertThat(before).hasSize(16);
    }

    @Test
    void aFactThatComesAgainIsFoundOnce() {
        SealedFact opened = pen.noting("order-17", Map.of("tier", "gold")).open("alice", null);
        views.write(opened, opened);

        assertThat(views.get("/facts?reference=order-17").json().get("items")).hasSize(1);
        assertThat(ids("/wallets?metadata.tier=gold")).containsExactly("alice");
    }

    @Test
    void aForgedFactIsNotFound() {
        views.write(Pen.signedByAnother(
                pen.noting("order-17", Map.of("tier", "gold")).open("alice", null)));

        assertThat(views.get("/facts?reference=order-17").json().get("items")).isEmpty();
        assertThat(ids("/wallets?metadata.tier=gold")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wallets?metadata.tier=gold& | /wallets?metadata.tier=silver&",
                "/wallets?metadata.tier=gold& | /wallets?metadata.tier=gold&currency=EUR&",
                "/wallets?metadata.tier=gold& | /wallets?",
                "/wallets? | /wallets?metadata.tier=gold&",
                "/wallets?currency=EUR&minBalance=1& | /wallets?currency=EUR&maxBalance=1&",
                "/wallets/alice/statement?type=MoneyDeposited& | /wallets/alice/statement?type=MoneyWithdrawn&",
                "/wallets/alice/statement?asOf=9& | /wallets/alice/statement?asOf=8&",
                "/wallets/alice/statement?asOf=9& | /wallets/alice/statement?",
                "/wallets/alice/statement? | /wallets/alice/statement?asOf=9&",
                "/wallets/alice/statement?reference=order-17& | /wallets/alice/statement?reference=order-18&",
                "/wallets/alice/statement?from=2026-11-23T08:00:01Z& | /wallets/alice/statement?to=2026-11-23T08:00:01Z&",
                "/facts?reference=order-17& | /facts?reference=order-18&",
                "/facts?reference=order-17& | /wallets?"
            })
    void aCursorKeepsToItsFilters(String madeForAndUsedFor) {
        aliceOfTenLines();
        views.write(open("bob", "tier", "gold"), open("carol", "tier", "gold"), pen.deposit("bob", "2.00", "EUR"));
        String[] paths = madeForAndUsedFor.split(" \\| ");
        JsonNode page = views.get(paths[0] + "limit=1").json();
        String cursor = "limit=1&cursor=" + page.get("nextCursor").textValue();

        Answer other = views.get(paths[1] + cursor);

        assertThat(views.get(paths[0] + cursor).status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().get("code").textValue()).isEqualTo("bad-cursor");
        assertThat(other.json().get("field").textValue()).isEqualTo("cursor");
    }

    @Test
    void findingAcrossWalletsNeedsAllPartitions() {
        fourWallets();
        views.notCaughtUp(Topic.FACTS, 1);

        for (String path : List.of("/facts?reference=order-17", "/wallets?metadata.tier=gold")) {
            assertThat(views.get(path).status()).as(path).isEqualTo(503);
        }
    }

    private List<String> ids(String path) {
        return views.get(path).json().get("items").findValuesAsText("walletId");
    }

    /** One field of every item, page after page. */
    private List<String> all(String first, String field, Consumer<JsonNode> afterEachPage) {
        List<String> all = new ArrayList<>();
        String next = first;
        while (next != null) {
            JsonNode page = views.get(next).json();
            page.get("items").forEach(item -> all.add(item.get(field).asText()));
            afterEachPage.accept(page);
            JsonNode cursor = page.get("nextCursor");
            next = cursor.isNull() ? null : first + "&cursor=" + cursor.textValue();
        }
        return all;
    }
}
