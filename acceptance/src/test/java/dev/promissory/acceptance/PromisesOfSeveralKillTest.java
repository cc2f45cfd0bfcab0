package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Fact;
import dev.promissory.protocol.Topic;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of everything at once while wallets agree on promises, holds run out and transfers fall due: twice. */
class PromisesOfSeveralKillTest {

    private static final int WALLETS = 12;
    private static final int KILLS = 2;
    private static final int CLIENTS = 8;
    private static final int MOST_PER_LIFE = 3_000;
    private static final BigDecimal DEPOSITED = new BigDecimal(WALLETS * 200);

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();

    @Test
    void everyPromiseEndsAlikeForAllAndEveryTimerRingsOnce(@TempDir Path data) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (Promissory promissory = Promissory.run(data, "--mint", "false", "--steward-threads", "2")) {
            for (int i = 0; i < WALLETS; i++) {
                promissory.api().deposit("k" + i, "200", "SEV").expect(201);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                askUntilKilled(promissory, random);
                System.out.println("acknowledged " + acknowledged.size() + ", restart " + promissory.start());
            }
            assertConverged(promissory.api());
            try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
                assertAllOrNothing(FactsOnRecord.of(desk.read(Topic.FACTS)));
            }
        }
    }

    private void askUntilKilled(Promissory promissory, Random random) throws Exception {
        int before = acknowledged.size();
        int killAfter = random.nextInt(150, 500);
        int stop = next.get() + MOST_PER_LIFE;
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Api api = promissory.api();
                long own = random.nextLong();
                running.add(clients.submit(() -> askMany(api, new Random(own), stop)));
            }
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> acknowledged.size() - before >= killAfter);
            promissory.process().kill();
            for (Future<?> client : running) {
                client.get();
            }
        }
    }

    /** Ends with the first request that gets no answer: the system is gone. */
    private void askMany(Api api, Random random, int stop) {
        int i = next.getAndIncrement();
        while (i < stop) {
            String id = "p-" + i;
            try {
                Api.Answer answer = ask(api, random, id);
                if (answer.status() == 201) {
                    acknowledged.add(id);
                }
            } catch (UncheckedIOException e) {
                return;
            }
            i = next.getAndIncrement();
        }
    }

    private static Api.Answer ask(Api api, Random random, String id) {
        String from = wallet(random);
        String[] key = {"Idempotency-Key", id};
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                api.post(
                        "/wallets/" + from + "/transfers",
                        "{\"legs\":[" + leg(other(random, from), random) + "," + leg(other(random, from), random) + ","
                                + leg(other(random, from), random) + "]}",
                        key);
            case 2, 3 -> {
                String second = other(random, from);
                yield api.post(
                        "/journals",
                        "{\"legs\":[" + posting(from, second, random) + "," + posting(second, from, random) + ","
                                + posting(second, other(random, second), random) + "]}",
                        key);
            }
            case 4 ->
                api.post(
                        "/wallets/" + from + "/holds",
                        "{\"amount\":\"1\",\"currency\":\"SEV\",\"expiresIn\":\"PT" + random.nextInt(1, 6) + "S\"}",
                        key);
            default ->
                api.post(
                        "/wallets/" + from + "/transfers",
                        "{\"to\":\"" + other(random, from) + "\",\"amount\":\"1\",\"currency\":\"SEV\",\"executeAt\":\""
                                + Instant.now().plusMillis(random.nextInt(5_000)) + "\"}",
                        key);
        };
    }

    private static void assertConverged(Api api) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode row = api.supply("SEV");
            assertThat(new BigDecimal(row.get("inFlight").textValue())).isZero();
            assertThat(new BigDecimal(row.get("balances").textValue())).isEqualByComparingTo(DEPOSITED);
            for (int i = 0; i < WALLETS; i++) {
                for (JsonNode balance : api.get("/wallets/k" + i).json().get("balances")) {
                    assertThat(new BigDecimal(balance.get("held").textValue())).isZero();
                }
                assertThat(api.all("/wallets/k" + i + "/schedules?status=waiting"))
                        .isEmpty();
            }
        });
    }

    /** What each promise was to bring to whom has come to all of them or to none, and what was given is gone or back. */
    private void assertAllOrNothing(FactsOnRecord record) {
        record.assertConserved();
        assertThat(record.inFlight()).isEmpty();
        Map<String, Set<String>> wanted = new TreeMap<>();
        Map<String, Set<String>> received = new TreeMap<>();
        Map<String, Integer> returned = new TreeMap<>();
        Map<String, Integer> ended = new TreeMap<>();
        Set<String> asked = new TreeSet<>();
        for (Fact fact : record.facts()) {
            asked.add(fact.head().commandId().value());
            switch (fact) {
                case Fact.TransferPromised promised ->
                    promised.legs()
                            .forEach(leg -> add(
                                    wanted,
                                    promised.promiseId().toString(),
                                    leg.to().value()));
                case Fact.JournalOpened opened ->
                    opened.postings()
                            .forEach(leg -> add(
                                    wanted,
                                    opened.promiseId().toString(),
                                    leg.to().value()));
                case Fact.TransferReceived arrived ->
                    add(
                            received,
                            arrived.promiseId().toString(),
                            arrived.walletId().value());
                case Fact.TransferReturned back ->
                    returned.merge(back.promiseId().toString(), 1, Integer::sum);
                case Fact.JournalReturned back ->
                    returned.merge(back.promiseId().toString(), 1, Integer::sum);
                case Fact.HoldExpired expired -> ended.merge("hold " + expired.holdId(), 1, Integer::sum);
                case Fact.ScheduleFailed failed -> ended.merge("schedule " + failed.scheduleId(), 1, Integer::sum);
                default -> {}
            }
        }
        wanted.forEach((promise, receivers) -> assertThat(received.getOrDefault(promise, Set.of()))
                .as("promise %s, returned %s", promise, returned.get(promise))
                .isEqualTo(returned.containsKey(promise) ? Set.of() : receivers));
        assertThat(ended.values()).containsOnly(1);
        assertThat(asked).containsAll(acknowledged);
        assertThat(received.size()).as("promises kept").isGreaterThan(20);
        assertThat(ended.size()).as("holds that ran out").isGreaterThan(10);
    }

    private static void add(Map<String, Set<String>> sets, String key, String value) {
        sets.computeIfAbsent(key, none -> new TreeSet<>()).add(value);
    }

    private static String leg(String to, Random random) {
        return "{\"to\":\"" + to + "\"," + money(random) + "}";
    }

    private static String posting(String from, String to, Random random) {
        return "{\"from\":\"" + from + "\",\"to\":\"" + to + "\"," + money(random) + "}";
    }

    private static String money(Random random) {
        return "\"amount\":\"" + random.nextInt(1, 30) + "\",\"currency\":\"SEV\"";
    }

    private static String wallet(Random random) {
        return "k" + random.nextInt(WALLETS);
    }

    private static String other(Random random, String not) {
        String found = wallet(random);
        while (found.equals(not)) {
            found = wallet(random);
        }
        return found;
    }
}
