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

    private static final Duration TOOL = Duration.ofSeconds(120);
    private static final Instant IN_A_MONTH =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(30));
    private static final List<String> WALLETS = List.of("alice", "bob", "carol", "dave", "shop");

    @Test
    void afterAMoveEverythingIsAsItWas(@TempDir Path folder) throws Exception {
        Path archive = folder.resolve("archive");
        Path key = folder.resolve("old/signing.key");
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
            tool(0, "export", "--bootstrap", old.bootstrap(), "--to", archive, "--signing-key-file", key);
            meanwhile.forEach(each -> requireDone(each.join()));
            awaitNothingUnderWay(old.api());
            before = shown(old.api());
            assertThat(tool(0, "export", "--bootstrap", old.bootstrap(), "--to", archive, "--signing-key-file", key))
                    .contains("chains and macs checked");
            assertThat(tool(1, "import", "--bootstrap", old.bootstrap(), "--from", archive))
                    .contains("can only be imported into a system that is empty: wallet.facts has records");
            old.process().terminate();
        }
        Files.createDirectories(folder.resolve("new"));
        Files.copy(key, folder.resolve("new/signing.key"));
        try (Promissory here = Promissory.run(
                folder.resolve("new"), "--mint", "false", "--partitions", "3", "--answer-timeout", "PT30S")) {
            tool(0, "import", "--bootstrap", here.bootstrap(), "--from", archive, "--signing-key-file", key);
            here.api().deposit("alice", "1.00", "EUR").expect(503);
            tool(0, "rebuild", "processor", "--bootstrap", here.bootstrap(), "--signing-key-file", key);
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

    private static String tool(int exit, Object... words) {
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        try (LaunchedProcess tool = new LaunchedProcess(arguments)) {
            assertThat(tool.awaitExit(TOOL)).as(tool.output()).isEqualTo(exit);
            return tool.output();
        }
    }
}
