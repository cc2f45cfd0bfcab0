package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of everything at once, in the middle of the work. */
class KillTest {

    private static final int WALLETS = 20;
    private static final int TRANSFERS = 2_000;
    private static final int CLIENTS = 16;
    private static final BigDecimal DEPOSITED = new BigDecimal(WALLETS * 1_000);

    @Test
    void everyAcknowledgedCommandIsThereOnceAndNothingStaysInFlight(@TempDir Path data) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        try (Promissory promissory = Promissory.run(data, "--mint", "false", "--steward-threads", "2")) {
            for (int i = 0; i < WALLETS; i++) {
                promissory.api().deposit("kill-" + i, "1000", "KILL").expect(201);
            }

            transferUntilKilled(promissory, random, acknowledged);
            Duration restart = promissory.start();
            System.out.println("acknowledged before the kill: " + acknowledged.size() + ", restart " + restart);

            Api api = promissory.api();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                JsonNode row = api.supply("KILL");
                assertThat(new BigDecimal(row.get("inFlight").textValue())).isZero();
                assertThat(new BigDecimal(row.get("balances").textValue())).isEqualByComparingTo(DEPOSITED);
                assertThat(row.get("conserved").booleanValue()).isTrue();
            });
            assertThat(acknowledged).hasSizeBetween(100, TRANSFERS - 1);
            assertEachIsThereOnce(api, acknowledged);
        }
    }

    private static void transferUntilKilled(Promissory promissory, Random random, Map<String, String> acknowledged)
            throws Exception {
        int killAfter = random.nextInt(200, 1_000);
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Api api = promissory.api();
                running.add(clients.submit(() -> transferMany(api, next, acknowledged)));
            }
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> acknowledged.size() >= killAfter);
            promissory.process().kill();
            for (Future<?> client : running) {
                client.get();
            }
        }
    }

    /** Ends with the first request that gets no answer: the system is gone. */
    private static void transferMany(Api api, AtomicInteger next, Map<String, String> acknowledged) {
        int i = next.getAndIncrement();
        while (i < TRANSFERS) {
            String from = "kill-" + i % WALLETS;
            String to = "kill-" + (i + 1 + i / WALLETS % (WALLETS - 1)) % WALLETS;
            try {
                Api.Answer answer = api.transfer(from, to, "1", "KILL", "Idempotency-Key", "t-" + i);
                if (answer.status() == 201) {
                    acknowledged.put("t-" + i, from);
                }
            } catch (UncheckedIOException e) {
                return;
            }
            i = next.getAndIncrement();
        }
    }

    private static void assertEachIsThereOnce(Api api, Map<String, String> acknowledged) {
        Map<String, Set<String>> promised = new HashMap<>();
        for (String wallet : new HashSet<>(acknowledged.values())) {
            Set<String> ids = new HashSet<>();
            for (JsonNode line : api.all("/wallets/" + wallet + "/statement?limit=500")) {
                if (line.get("type").textValue().equals("TransferPromised")) {
                    assertThat(ids.add(line.get("commandId").textValue()))
                            .as("once: %s", line)
                            .isTrue();
                }
            }
            promised.put(wallet, ids);
        }
        acknowledged.forEach(
                (commandId, wallet) -> assertThat(promised.get(wallet)).contains(commandId));
    }
}
