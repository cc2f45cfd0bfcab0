package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Fact;
import dev.promissory.views.Views.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer says whether what it rests on can be vouched for. */
final class TrustRoutesTest {

    @TempDir
    Path folder;

    private final Pen pen = new Pen();
    private Views views;
    private String bob;

    @BeforeEach
    void start() {
        views = new Views(folder, 3);
        bob = views.onAnotherPartitionThan("alice");
        views.write(
                pen.open("alice", null),
                pen.deposit("alice", "100.00", "EUR"),
                pen.promise("alice", bob, "10.00", "EUR"),
                pen.openByMoney(bob),
                pen.receive("alice~3"),
                pen.promise("alice", "carol", "1.00", "EUR"),
                pen.open("dave", null));
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wallets",
                "/wallets/alice",
                "/wallets/alice/statement",
                "/wallets/alice/statement?asOf=2",
                "/wallets/alice/holds",
                "/wallets/alice/schedules",
                "/wallets/alice/valuation?in=EUR",
                "/promises",
                "/promises/alice~3",
                "/facts?reference=none",
                "/supply"
            })
    void whereNothingIsDoubtedAllIsVerified(String path) {
        assertThat(trust(path)).isEqualTo("{\"state\":\"verified\"}");
    }

    @Test
    void whatRestsOnADoubtedWalletSaysSo() {
        views.write(pen.depositThatDoesNotAddUp(bob, "1.00", "999.00", "EUR"));

        String one = "{\"state\":\"forged\",\"wallets\":1}";
        assertThat(trust("/supply")).isEqualTo(one);
        assertThat(trust("/wallets")).isEqualTo(one);
        assertThat(trust("/promises")).isEqualTo(one);
        assertThat(trust("/facts?reference=none")).isEqualTo(one);
        assertThat(trust("/promises/alice~3")).isEqualTo(one);
        assertThat(trust("/promises/alice~4")).as("bob has no part in it").isEqualTo("{\"state\":\"verified\"}");
        assertThat(views.get("/promises").json().at("/items/0/trust").toString())
                .isEqualTo(one);
        assertThat(views.get("/promises").json().at("/items/1/trust/state").textValue())
                .isEqualTo("verified");
        assertThat(trust("/wallets/" + bob + "/statement"))
                .startsWith("{\"state\":\"forged\",\"sequence\":3,\"since\":\"");
        for (String path : new String[] {"/holds", "/schedules", "/valuation?in=EUR", ""}) {
            assertThat(trust("/wallets/" + bob + path)).startsWith("{\"state\":\"forged\",\"sequence\":3");
            assertThat(trust("/wallets/alice" + path)).isEqualTo("{\"state\":\"verified\"}");
        }
        assertThat(views.get("/api/balance/" + bob).header("Trust")).contains("forged");
        assertThat(views.get("/api/balance/alice").header("Trust")).contains("verified");
        assertThat(views.get("/api/show").header("Trust")).contains("forged");
    }

    @Test
    void theFiguresEndAtTheLastVerifiedFact() {
        String before = views.get("/supply").json().get("currencies").toString();
        views.write(pen.depositThatDoesNotAddUp(bob, "1.00", "999.00", "EUR"));

        assertThat(views.get("/supply").json().get("currencies").toString()).isEqualTo(before);
    }

    @Test
    void theWorstIsShownAndAllAreCounted() {
        views.write(pen.depositThatDoesNotAddUp(bob, "1.00", "999.00", "EUR"));
        pen.deposit("alice", "1.00", "EUR");
        views.write(pen.deposit("alice", "1.00", "EUR"));
        SealedFact twin = pen.lie("dave", Fact.WalletClosed::new);
        views.write(pen.freeze("dave"), twin);

        assertThat(trust("/supply")).isEqualTo("{\"state\":\"forked\",\"wallets\":3}");
        assertThat(trust("/promises/alice~3")).isEqualTo("{\"state\":\"forged\",\"wallets\":2}");
        assertThat(views.doubted("gap")).isEqualTo(1);
        assertThat(views.doubted("forged")).isEqualTo(1);
        assertThat(views.doubted("forked")).isEqualTo(1);
    }

    @Test
    void theDoubtedWalletsAreFoundAmongAllOthers() {
        views.write(pen.depositThatDoesNotAddUp(bob, "1.00", "999.00", "EUR"));
        pen.deposit("alice", "1.00", "EUR");
        views.write(pen.deposit("alice", "1.00", "EUR"));

        assertThat(ids("/wallets?trust=doubted")).containsExactly("alice", bob);
        assertThat(ids("/wallets?trust=forged")).containsExactly(bob);
        assertThat(ids("/wallets?trust=forked")).isEmpty();
        Answer first = views.get("/wallets?trust=doubted&limit=1");
        String cursor = first.json().get("nextCursor").textValue();
        assertThat(ids("/wallets?trust=doubted&limit=1&cursor=" + cursor)).containsExactly(bob);
        assertThat(views.get("/wallets?trust=bad").json().get("field").textValue())
                .isEqualTo("trust");
    }

    private List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        views.get(path)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("walletId").textValue()));
        return ids;
    }

    @Test
    void trustComesBackWithTheTrueFact() {
        SealedFact missing = pen.deposit("alice", "1.00", "EUR");
        SealedFact early = pen.deposit("alice", "2.00", "EUR");
        views.write(early, pen.depositThatDoesNotAddUp(bob, "1.00", "999.00", "EUR"));
        assertThat(trust("/supply")).isEqualTo("{\"state\":\"forged\",\"wallets\":2}");

        views.write(missing, early, pen.deposit(bob, "1.00", "EUR"));

        assertThat(trust("/supply")).isEqualTo("{\"state\":\"verified\"}");
        assertThat(trust("/promises/alice~3")).isEqualTo("{\"state\":\"verified\"}");
        assertThat(views.doubted("gap")).isZero();
        assertThat(views.doubted("forged")).isZero();
    }

    /** What is doubted there nobody here knows any more, and that is not the same as nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"/wallets", "/promises", "/promises/alice~3", "/facts?reference=none", "/supply"})
    void whatHasLeftSinceTheCheckIsNotVouchedFor(String path) {
        views.write(pen.depositThatDoesNotAddUp(bob, "1.00", "999.00", "EUR"));

        views.leaves(views.partitionOf(bob));

        Answer answer = views.get(path);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("code").textValue()).isEqualTo("view-not-ready");
    }

    @Test
    void aDoubtAboutALaterFactDoesNotTouchAnOldStatement() {
        pen.deposit("alice", "1.00", "EUR");
        views.write(pen.deposit("alice", "1.00", "EUR"));

        assertThat(trust("/wallets/alice/statement?asOf=2")).isEqualTo("{\"state\":\"verified\"}");
        assertThat(trust("/wallets/alice/statement")).startsWith("{\"state\":\"gap\",\"sequence\":5");
    }

    private String trust(String path) {
        Answer answer = views.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.json().get("trust").toString();
    }
}
