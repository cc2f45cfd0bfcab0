package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system is exported while it works, and goes on elsewhere, on another number of partitions. */
class MoveSystemTest {

    private static final Instant IN_A_MONTH =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(30));
    private static final List<String> WALLETS = List.of("alice", "bob", "carol", "dave", "shop");

    @Test
    void afterAMoveEverythingIsAsItWas(@TempDir Path folder) throws Exception {
        String archive = folder.resolve("archive").toString();
        String key = folder.resolve("old/signing.key").toString();
        Map<String, String> before;
        try (Promissory old = Promissory.run(folder.resolve("old"), "--mint", "false", "--answer-timeout", "PT30S")) {
            trade(old.api());
            List<CompletableFuture<Api.Answer>> meanwhile = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                meanwhile.add(old.api()
                        .postLater(
                                "/wallets/alice/transfers",
                                Api.transferBody(WALLETS.get(1 + i % 4), "0.01", "EUR"),
                                "Idempotency-Key",
                                "m-" + i));
            }
            ToolRun.of(old.bootstrap(), "export", "--to", archive, "--signing-key-file", key)
                    .expect(0);
            meanwhile.forEach(each -> requireDone(each.join()));
            awaitNothingUnderWay(old.api());
            before = shown(old.api());
            assertThat(ToolRun.within(old.bootstrap(), "export", "--to", archive, "--signing-key-file", key)
                            .expect(0)
                            .output())
                    .contains("chains and macs checked");
            assertThat(ToolRun.within(old.bootstrap(), "import", "--from", archive)
                            .expect(1)
                            .output())
                    .contains("can only be imported into a system that is empty: wallet.facts has records");
            old.process().terminate();
        }
        Files.createDirectories(folder.resolve("new"));
        Files.copy(Path.of(key), folder.resolve("new/signing.key"));
        try (Promissory here = Promissory.run(
                folder.resolve("new"), "--mint", "false", "--partitions", "3", "--answer-timeout", "PT30S")) {
            ToolRun.of(here.bootstrap(), "import", "--from", archive, "--signing-key-file", key)
                    .expect(0);
            here.api().deposit("alice", "1.00", "EUR").expect(503);
            ToolRun.within(here.bootstrap(), "rebuild", "processor", "--signing-key-file", key)
                    .expect(0);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> here.api().get("/health/ready").status() == 200);
            awaitNothingUnderWay(here.api());

            assertThat(shown(here.api())).isEqualTo(before);
            assertThat(here.api()
                            .transfer("alice", "bob", "0.01", "EUR", "Idempotency-Key", "m-0")
                            .headers()
                            .map())
                    .containsKey("idempotency-replayed");
            here.api()
                    .post("/wallets/carol/holds/h-1/capture", "{\"to\":\"shop\"}")
                    .expect(201);
            requireDone(here.api().transfer("bob", "dave", "1.00", "EUR"));
            awaitNothingUnderWay(here.api());
        }
    }

    private static void trade(Api api) {
        requireDone(api.put("/wallets/alice", "{\"owner\":\"Alice\"}"));
        WALLETS.forEach(wallet -> requireDone(api.deposit(wallet, "100.00", "EUR")));
        requireDone(api.post("/wallets/carol/holds", "{\"holdId\":\"h-1\",\"amount\":\"5.00\",\"currency\":\"EUR\"}"));
        requireDone(api.post(
                "/wallets/bob/transfers",
                "{\"legs\":[{\"to\":\"carol\",\"amount\":\"2.00\",\"currency\":\"EUR\"},"
                        + "{\"to\":\"dave\",\"amount\":\"3.00\",\"currency\":\"EUR\"}]}"));
        requireDone(api.post(
                "/wallets/bob/transfers",
                "{\"to\":\"carol\",\"amount\":\"1.00\",\"currency\":\"EUR\",\"executeAt\":\"" + IN_A_MONTH + "\"}"));
        requireDone(api.post("/wallets/dave/freeze", "{}"));
        requireDone(api.transfer("bob", "dave", "4.00", "EUR"));
        requireDone(api.post("/wallets/dave/unfreeze", "{}"));
    }

    private static void requireDone(Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    }

    private static void awaitNothingUnderWay(Api api) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            JsonNode supply = api.supply("EUR");
            return supply != null
                    && supply.get("inFlight").textValue().equals("0.00")
                    && supply.get("conserved").booleanValue();
        });
    }

    /** Wallets, and all of their statements; how fresh they are is another matter. */
    private static Map<String, String> shown(Api api) {
        Map<String, String> shown = new TreeMap<>();
        for (String wallet : WALLETS) {
            ObjectNode now =
                    (ObjectNode) api.get("/wallets/" + wallet).expect(200).json();
            now.remove("asOf");
            shown.put(wallet, now.toString());
            shown.put(
                    wallet + "'s statement",
                    api.all("/wallets/" + wallet + "/statement").toString());
        }
        return shown;
    }
}
