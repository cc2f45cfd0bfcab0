package dev.promissory.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benches as a user calls them, on a system that is not one. */
class BenchTest {

    private static final String OURS = "promissory-bench";

    private final PrintStream standardOut = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private FakeSystem system;

    @BeforeEach
    void start() throws IOException {
        system = FakeSystem.start();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(standardOut);
        System.setErr(standardError);
        system.close();
    }

    @Test
    void opensWalletsOfItsOwnAndTakesTheMoneyOutAndClosesThem() {
        assertThat(bench("deposits", "--rate", "50", "--wallets", "3")).isZero();

        assertThat(system.wallets()).hasSize(3);
        assertThat(system.wallets().values()).allSatisfy(wallet -> {
            assertThat(wallet.owner).isEqualTo(OURS);
            assertThat(wallet.balance).isEqualByComparingTo(BigDecimal.ZERO);
            assertThat(wallet.isOpen).isFalse();
        });
        assertThat(result().path("measured").path(0).path("count").asInt()).isEqualTo(50);
    }

    @Test
    void countsFailuresByKind() {
        for (int status : new int[] {202, 503, 503, 429, 422, 500}) {
            system.answerNext(status);
        }

        int exit = bench("deposits", "--rate", "50", "--wallets", "3");

        assertThat(exit).isEqualTo(1);
        JsonNode deposits = result().path("measured").path(0);
        assertThat(deposits.path("count").asInt()).isEqualTo(44);
        assertThat(deposits.path("failed").path("unknown").asInt()).isEqualTo(1);
        assertThat(deposits.path("failed").path("not-accepted").asInt()).isEqualTo(3);
        assertThat(deposits.path("failed").path("rejected").asInt()).isEqualTo(1);
        assertThat(deposits.path("failed").path("server-error").asInt()).isEqualTo(1);
    }

    @Test
    void usesTheWalletsOfAnEarlierRunThatKeptThem() {
        bench("deposits", "--rate", "20", "--wallets", "2", "--keep");
        String run = result().path("settings").path("run").asText();
        assertThat(system.wallets().values()).allMatch(wallet -> wallet.isOpen);
        out.reset();

        assertThat(bench("deposits", "--rate", "20", "--run", run)).isZero();

        assertThat(system.wallets().keySet()).containsExactly("bench-" + run + "-0", "bench-" + run + "-1");
        assertThat(system.wallets().values()).noneMatch(wallet -> wallet.isOpen);
    }

    @Test
    void refusesWalletsOfSomebodyElse() {
        system.put("bench-abc-0", OURS, "abc");
        system.put("bench-abc-1", "Alice", "abc");

        assertThat(bench("deposits", "--rate", "20", "--run", "abc", "--wallets", "2"))
                .isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("wallet bench-abc-1 is closed, not there, or not opened by a bench");
        assertThat(system.wallets().values()).allMatch(wallet -> wallet.isOpen && wallet.balance.signum() == 0);
    }

    @Test
    void refusesARunOfWhichSomeWalletsAreMissing() {
        system.put("bench-abc-0", OURS, "abc");
        system.put("bench-abc-2", OURS, "abc");

        assertThat(bench("transfers", "--rate", "20", "--run", "abc")).isEqualTo(2);
        assertThat(bench("transfers", "--rate", "20", "--run", "other")).isEqualTo(2);
    }

    @Test
    void cleansUpAfterARunThatWasKilledAndTouchesNothingElse() {
        system.put("bench-abc-0", OURS, "abc");
        system.put("alice", OURS, "abc");
        system.put("bench-abc-1", "Alice", "abc");
        system.put("bench-xyz-0", OURS, "xyz");

        assertThat(Bench.commandLine().execute("clean-up", "abc", "--url", url()))
                .isZero();

        assertThat(system.wallets().get("bench-abc-0").isOpen).isFalse();
        assertThat(system.wallets())
                .allSatisfy((id, wallet) -> assertThat(wallet.isOpen).isEqualTo(!id.equals("bench-abc-0")));
    }

    @Test
    void findsHowFreshTheViewsAre() {
        assertThat(bench("queries", "--rate", "50", "--probes-rate", "10", "--wallets", "3"))
                .isZero();

        assertThat(result().path("measured").findValuesAsText("name")).containsExactly("queries", "freshness");
        assertThat(result().path("measured").path(1).path("count").asInt()).isEqualTo(10);
    }

    @Test
    void drawsItsResult(@TempDir Path folder) throws IOException {
        Path picture = folder.resolve("batch.png");

        bench("batches", "--connections", "1", "--lines", "10", "--wallets", "3", "--picture", picture.toString());

        assertThat(ImageIO.read(picture.toFile()).getWidth()).isPositive();
    }

    @Test
    void saysWhenNobodyAnswers() {
        system.close();

        assertThat(bench("deposits", "--rate", "50", "--wallets", "3")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(": connection refused");
    }

    private int bench(String benchmark, String... options) {
        List<String> arguments = new ArrayList<>(List.of(benchmark, "--url", url(), "--json"));
        arguments.addAll(List.of("--seconds", "1", "--warm-up", "0"));
        arguments.addAll(List.of(options));
        return Bench.commandLine().execute(arguments.toArray(String[]::new));
    }

    private String url() {
        return system.url().toString();
    }

    private JsonNode result() {
        return Json.readObject(out.toByteArray());
    }
}
