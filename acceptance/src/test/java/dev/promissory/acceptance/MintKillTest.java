package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Topic;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of everything at once, in the middle of 1,000 transfers: every kept one has one gift. */
class MintKillTest {

    private static final WalletId MINT = new WalletId("mint");
    private static final int WALLETS = 20;
    private static final int TRANSFERS = 1_000;
    private static final int CLIENTS = 8;

    @Test
    void everyKeptTransferHasOneGift(@TempDir Path data) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        AtomicInteger next = new AtomicInteger();
        try (Promissory promissory = Promissory.run(data)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> promissory
                                    .api()
                                    .post("/mint/GIFT", "{\"amount\":\"1000000\"}", "Idempotency-Key", "m-1")
                                    .status()
                            == 201);
            for (int i = 0; i < WALLETS; i++) {
                promissory.api().deposit("gift-" + i, "100000", "GIFT").expect(201);
            }
            int killAfter = random.nextInt(TRANSFERS / 4, 3 * TRANSFERS / 4);
            transfer(promissory, next, () -> {
                await().atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> next.get() >= killAfter);
                promissory.process().kill();
            });
            promissory.start();
            transfer(promissory, next, () -> {});

            awaitAllGiven(promissory);
            assertEachHasOne(promissory);
        }
    }

    /** Clients send what is left, until nobody answers any more; meanwhile something happens. */
    private static void transfer(Promissory promissory, AtomicInteger next, Runnable meanwhile) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Api api = promissory.api();
                running.add(clients.submit(() -> transferSome(api, next)));
            }
            meanwhile.run();
            for (Future<?> client : running) {
                client.get();
            }
        }
    }

    private static void transferSome(Api api, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < TRANSFERS; i = next.getAndIncrement()) {
            String from = "gift-" + i % WALLETS;
            String to = "gift-" + (i + 1 + i / WALLETS % (WALLETS - 1)) % WALLETS;
            try {
                api.transfer(from, to, "10", "GIFT", "Idempotency-Key", "t-" + i);
            } catch (UncheckedIOException e) {
                return;
            }
        }
    }

    private static void awaitAllGiven(Promissory promissory) {
        // Each look reads all facts there are.
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    Map<String, Integer> gifts = new HashMap<>();
                    Set<String> kept = read(promissory, gifts);
                    assertThat(gifts.keySet()).hasSize(kept.size());
                    JsonNode currency =
                            promissory.api().get("/mint/GIFT").expect(200).json();
                    assertThat(currency.get("giving").textValue()).isEqualTo("0");
                    assertThat(new BigDecimal(promissory
                                    .api()
                                    .supply("GIFT")
                                    .get("inFlight")
                                    .textValue()))
                            .isZero();
                });
    }

    private static void assertEachHasOne(Promissory promissory) {
        Map<String, Integer> gifts = new HashMap<>();
        Set<String> kept = read(promissory, gifts);
        assertThat(kept).hasSizeGreaterThan(TRANSFERS / 2);
        assertThat(gifts)
                .containsOnlyKeys(kept)
                .allSatisfy((promise, count) ->
                        assertThat(count).as("gifts for %s", promise).isEqualTo(1));
        Api api = promissory.api();
        JsonNode currency = api.get("/mint/GIFT").expect(200).json();
        assertThat(new BigDecimal(currency.get("remaining").textValue()))
                .isEqualByComparingTo(api.total("mint", "GIFT"));
        assertThat(api.supply("GIFT").get("conserved").booleanValue()).isTrue();
    }

    /** The promises that somebody kept, other than the mint's; beside it the number of gifts for each. */
    private static Set<String> read(Promissory promissory, Map<String, Integer> gifts) {
        Set<String> kept = new HashSet<>();
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            for (var record : desk.read(Topic.FACTS)) {
                Fact fact = FactJson.read(record.value());
                if (fact instanceof TransferReceived received) {
                    if (received.promiseId().sender().equals(MINT)) {
                        String reference = fact.head().memo().reference().orElseThrow();
                        gifts.merge(reference.replace("gift for ", ""), 1, Integer::sum);
                    } else {
                        kept.add(received.promiseId().toString());
                    }
                }
            }
        }
        return kept;
    }
}
