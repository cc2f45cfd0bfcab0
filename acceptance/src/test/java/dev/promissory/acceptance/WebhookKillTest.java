package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.acceptance.WebhookReceiver.Delivery;
import dev.promissory.protocol.Topic;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of everything while a webhook is told of several hundred transfers. */
class WebhookKillTest {

    private static final int WALLETS = 12;
    private static final int TRANSFERS = 400;
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @Test
    void everyFactIsToldAtLeastOnceAndEachWalletsInOrder(@TempDir Path data) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (WebhookReceiver receiver = new WebhookReceiver();
                Promissory promissory = Promissory.run(data, "--mint", "false", "--webhook-first-wait", "PT0.02S")) {
            // One in ten is refused for the first time: enough for batches to last, too little to give anything up.
            receiver.answer(delivery -> delivery.attempt() == 1 && random.nextInt(10) == 0 ? 500 : 200);
            Api api = promissory.api();
            api.post("/webhooks", receiver.registration("kill", "")).expect(201);
            api.post("/webhooks", receiver.registration("asleep", ",\"wallets\":[\"kill-0\"]"))
                    .expect(201);
            api.post("/webhooks/asleep/suspend", "").expect(200);
            api.post("/webhooks", receiver.registration("removed", "")).expect(201);
            api.delete("/webhooks/removed").expect(204);

            int killAfter = random.nextInt(100, 600);
            work(promissory, 0, () -> {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> receiver.all("kill").size() >= killAfter);
                promissory.process().kill();
            });
            promissory.start();
            work(promissory, 1, () -> {});
            // The other way to end: with time to keep its place.
            await().atMost(PATIENCE).until(() -> receiver.all("kill").size() > killAfter + random.nextInt(100));
            assertThat(promissory.process().terminate()).isLessThan(256);
            promissory.start();

            awaitAllTold(promissory, receiver);
            assertThat(receiver.all("kill")).allMatch(Delivery::signed);
            assertThat(receiver.all("asleep")).isEmpty();
            assertThat(receiver.all("removed")).isEmpty();
            assertThat(api.all("/webhooks"))
                    .extracting(each -> each.get("id").textValue())
                    .containsExactly("asleep", "kill");
            assertAsleepHearsAllWhenResumed(api, receiver);
        }
    }

    private static void awaitAllTold(Promissory promissory, WebhookReceiver receiver) {
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            desk.awaitSettled();
            Map<String, Long> last = new TreeMap<>();
            desk.read(Topic.FACTS).forEach(record -> last.merge(KafkaDesk.text(record.key()), 1L, Long::sum));
            int facts = last.values().stream().mapToInt(Long::intValue).sum();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.taken("kill"))
                            .allSatisfy((wallet, taken) -> assertThat(taken)
                                    .as(wallet)
                                    .containsExactlyElementsOf(LongStream.rangeClosed(1, last.get(wallet))
                                            .boxed()
                                            .toList())));
            assertThat(receiver.taken("kill").keySet()).containsExactlyInAnyOrderElementsOf(last.keySet());
            System.out.println(facts + " facts, told in " + receiver.all("kill").size() + " attempts");
        }
    }

    private static void assertAsleepHearsAllWhenResumed(Api api, WebhookReceiver receiver) {
        JsonNode asleep = api.get("/webhooks/asleep").expect(200).json();
        assertThat(asleep.get("status").textValue()).isEqualTo("suspended");
        api.post("/webhooks/asleep/resume", "").expect(200);
        List<Long> wanted = receiver.taken("kill", "kill-0");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(receiver.taken("asleep", "kill-0")).containsExactlyElementsOf(wanted));
    }

    /** Half of the transfers, and something else meanwhile. */
    private static void work(Promissory promissory, int half, Runnable meanwhile) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = half * TRANSFERS / 2 + client;
                running.add(clients.submit(() -> transfer(promissory.api(), first, (half + 1) * TRANSFERS / 2)));
            }
            meanwhile.run();
            for (Future<?> client : running) {
                client.get();
            }
        }
    }

    /** Ends early when the system is gone. */
    private static void transfer(Api api, int first, int end) {
        try {
            for (int i = first; i < end; i += CLIENTS) {
                String from = "kill-" + i % WALLETS;
                api.deposit(from, "1", "KILL");
                api.transfer(from, "kill-" + (i + 1 + i / WALLETS) % WALLETS, "1", "KILL");
            }
        } catch (UncheckedIOException e) {
            // Killed: what was answered is recorded, and what is recorded will be told.
            return;
        }
    }
}
