package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/neighbours.md, started as it stands there, killed and started again. */
@ExtendWith(SharedPromissory.class)
class NeighbourTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Promissory promissory;
    private final Api api;

    NeighbourTest(Promissory promissory) {
        this.promissory = promissory;
        this.api = promissory.api();
    }

    @Test
    void itGoesOnWhereItStoppedAndSaysEverythingOnce(@TempDir Path state) throws Exception {
        api.deposit("alarmed", "20", "ALARM").expect(201);
        withdraw("15");
        Process first = start(state);
        try {
            awaitAlarms("5");
        } finally {
            kill(first);
        }
        withdraw("1");
        api.deposit("alarmed", "16", "ALARM").expect(201);
        withdraw("11");
        Process second = start(state);
        try {
            awaitAlarms("5", "9");
        } finally {
            kill(second);
        }
        assertThat(alarms()).hasSize(2);
    }

    private void withdraw(String amount) {
        api.post("/wallets/alarmed/withdrawals", "{\"amount\":\"" + amount + "\",\"currency\":\"ALARM\"}")
                .expect(201);
    }

    private Process start(Path state) throws IOException {
        Path home = Installation.home();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        home.resolve("launcher/target/lib") + "/*",
                        home.resolve("reactions/src/test/java/dev/promissory/examples/LowBalanceAlarm.java")
                                .toString(),
                        promissory.bootstrap(),
                        state.resolve("alarm").toString(),
                        "10")
                .directory(state.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Exactly these amounts, in this order. */
    private void awaitAlarms(String... available) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(alarms())
                        .containsExactly(List.of(available).stream()
                                .map(amount -> "\"available\":\"" + amount + "\"")
                                .toArray(String[]::new)));
    }

    private List<String> alarms() throws Exception {
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            if (!desk.topicsNamed("").contains("alarms")) {
                return List.of();
            }
            return desk.read("alarms").stream()
                    .filter(record -> KafkaDesk.text(record.key()).equals("alarmed"))
                    .map(record -> KafkaDesk.text(record.value()).replaceFirst(".*(\"available\":\"[^\"]*\").*", "$1"))
                    .toList();
        }
    }
}
