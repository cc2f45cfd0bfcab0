package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promissory.protocol.Topic;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What detects lies and damage keeps quiet where there are none, however often the whole system is killed. */
class HonestSystemTest {

    private static final int FACTS = 100_000;
    private static final int KILLS = 3;
    private static final int ROUNDS = KILLS + 1;
    private static final int FLOOD = 7_300;
    private static final int CLIENTS = 4;
    private static final int COMMANDS = 600;
    private static final int REVERSALS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Random random = seeded();
    private final MixedCommands commands = new MixedCommands(random);
    private int reversed;

    @Test
    void nothingIsFoundInAHundredThousandFactsMadeUnderKills(@TempDir Path data) throws Exception {
        try (Promissory promissory = Promissory.run(data, "--mint", "false", "--answer-timeout", "PT60S")) {
            for (int round = 0; round < ROUNDS; round++) {
                flood(promissory.bootstrap());
                List<String> batches = Stream.generate(() -> commands.batch(COMMANDS))
                        .limit(CLIENTS)
                        .toList();
                List<List<String>> before = round < KILLS ? askAndKill(promissory, batches) : List.of();
                List<List<String>> answers = ask(promissory.api(), batches, () -> {});
                for (int client = 0; client < CLIENTS; client++) {
                    requireAll(answers.get(client), batches.get(client));
                }
                for (int client = 0; client < before.size(); client++) {
                    List<String> first = before.get(client);
                    assertThat(answers.get(client).subList(0, first.size())).isEqualTo(replayed(first));
                }
                reverseSome(promissory.api(), answers.getFirst());
            }
            awaitRest(promissory.api());

            assertNothingIsFound(promissory);
        }
    }

    /** Commands by another door, for nobody who waits for answers: what is asked next waits behind them. */
    private void flood(String bootstrap) {
        try (KafkaDesk desk = new KafkaDesk(bootstrap)) {
            commands.batch(FLOOD).lines().map(KafkaDesk::bytes).forEach(desk::ask);
            desk.flush();
        }
    }

    /** Kills all there is in the middle of the batches; returns the answers that came before. */
    private List<List<String>> askAndKill(Promissory promissory, List<String> batches) {
        int after = random.nextInt(100, CLIENTS * COMMANDS / 2);
        AtomicInteger answers = new AtomicInteger();
        List<List<String>> before = ask(promissory.api(), batches, () -> {
            if (answers.incrementAndGet() == after) {
                promissory.process().kill();
            }
        });
        assertThat(promissory.process().isAlive()).isFalse();
        System.out.println("killed after " + answers + " answers, restart " + promissory.start());
        return before;
    }

    /** All batches at once; of each the answers that came, which are fewer than its lines when the system is gone. */
    private static List<List<String>> ask(Api api, List<String> batches, Runnable each) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<String>>> asked = batches.stream()
                    .map(batch -> CompletableFuture.supplyAsync(() -> ask(api, batch, each), clients))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }
    }

    private static List<String> ask(Api api, String batch, Runnable each) {
        List<String> answers = new ArrayList<>();
        try {
            api.postForLines("/commands", batch, answer -> {
                answers.add(answer);
                each.run();
            });
        } catch (UncheckedIOException e) {
            // The system is gone: what is missing is unknown.
            return answers;
        }
        return answers;
    }

    private static void requireAll(List<String> answers, String batch) {
        assertThat(answers).hasSameSizeAs(batch.lines().toList()).allMatch(answer -> answer.contains("\"sequence\":"));
    }

    private static List<String> replayed(List<String> answers) {
        return answers.stream()
                .map(answer -> answer.replaceFirst("}$", ",\"replayed\":true}"))
                .toList();
    }

    /** Sends a few of the batch's deposits back. Who has spent the money cannot. */
    private void reverseSome(Api api, List<String> answers) throws Exception {
        int wanted = reversed + REVERSALS;
        for (int line = 0; line < answers.size() && reversed < wanted; line++) {
            JsonNode answer = json(answers.get(line));
            if (answer.get("commandId").textValue().startsWith("Deposit-") && answer.has("balances")) {
                String wallet = "/wallets/" + answer.get("walletId").textValue();
                long sequence = answer.get("sequence").longValue();
                api.get(wallet + "?minSequence=" + sequence).expect(200);
                Api.Answer done = api.post(wallet + "/facts/" + sequence + "/reverse", "");
                assertThat(done.status()).as(done.text()).isIn(201, 422);
                reversed += done.status() == 201 ? 1 : 0;
            }
        }
        assertThat(reversed).isEqualTo(wanted);
    }

    /** Until promises have ended, holds have run out and what was scheduled is done. */
    private static void awaitRest(Api api) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (String currency : List.of("EUR", "USD")) {
                JsonNode supply = api.supply(currency);
                assertThat(supply.get("inFlight").textValue()).isEqualTo("0.00");
                assertThat(supply.get("conserved").booleanValue()).isTrue();
            }
            assertThat(api.get("/promises?status=pending&limit=1")
                            .expect(200)
                            .json()
                            .get("items"))
                    .isEmpty();
        });
    }

    private static void assertNothingIsFound(Promissory promissory) throws Exception {
        String key = promissory.data().resolve("signing.key").toString();
        assertThat(promissory.api().get("/health/ready").expect(200).json().at("/services/views/untrusted"))
                .allMatch(count -> count.intValue() == 0);
        assertThat(promissory
                        .api()
                        .get("/wallets?trust=doubted")
                        .expect(200)
                        .json()
                        .get("items"))
                .isEmpty();

        JsonNode audit = json(tool(promissory, "audit", "--signing-key-file", key, "--json")
                .lines()
                .getLast());
        assertThat(audit.get("agrees").booleanValue()).isTrue();
        assertThat(audit.get("facts").longValue()).isGreaterThanOrEqualTo(FACTS);
        assertThat(audit.get("macsChecked").booleanValue()).isTrue();
        assertThat(audit.at("/promises/pending").longValue()).isZero();
        assertThat(audit.get("moving").longValue()).isZero();

        assertThat(tool(promissory, "promises", "stuck", "--older-than", "PT0S", "--signing-key-file", key)
                        .lines()
                        .getLast())
                .startsWith("no promise");
        assertThat(tool(promissory, "dead-letters", "list", "--all").output()).isEmpty();
        assertThat(tool(promissory, "rebuild", "processor", "--signing-key-file", key)
                        .output())
                .contains("is identical to what follows from the facts");
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            assertThat(desk.read(Topic.DEAD_LETTERS)).isEmpty();
        }
    }

    private static ToolRun tool(Promissory promissory, String... words) {
        long begin = System.nanoTime();
        ToolRun run = ToolRun.of(promissory.bootstrap(), words).expect(0);
        System.out.println(words[0] + " took " + Duration.ofNanos(System.nanoTime() - begin));
        return run;
    }

    private static JsonNode json(String line) throws Exception {
        return JsonMapper.builder().build().readTree(line);
    }

    private static Random seeded() {
        long seed = System.nanoTime();
        System.out.println("HonestSystemTest: seed " + seed);
        return new Random(seed);
    }
}
