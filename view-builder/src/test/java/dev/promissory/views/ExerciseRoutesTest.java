package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExerciseRoutesTest {

    @TempDir
    Path folder;

    private final Pen pen = new Pen();
    private Views views;

    @BeforeEach
    void start() {
        views = new Views(folder, 2);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void aBalanceIsExactToTheLastDigit() {
        views.write(
                pen.open("alice", "Alice"),
                pen.deposit("alice", "1.5", "BTC"),
                pen.deposit("alice", "12345678901234567890.000000000000000001", "ETH"),
                pen.deposit("alice", "0.000000001", "GAS"));

        assertThat(views.get("/api/balance/alice").text())
                .isEqualTo("{\"owner\":\"alice\",\"balances\":[{\"type\":\"BTC\",\"amount\":1.5},"
                        + "{\"type\":\"ETH\",\"amount\":12345678901234567890.000000000000000001},"
                        + "{\"type\":\"GAS\",\"amount\":0.000000001}]}");
    }

    @Test
    void allWallets() {
        assertThat(views.get("/api/show").text()).isEqualTo("[]");

        views.write(pen.open("bob", null), pen.open("alice", null), pen.deposit("alice", "2", "BTC"));
        Pen forgetful = new Pen();
        forgetful.open("dave", null);
        views.write(forgetful.freeze("dave"));

        assertThat(views.get("/api/show").text())
                .isEqualTo("[{\"owner\":\"alice\",\"balances\":[{\"type\":\"BTC\",\"amount\":2}]},"
                        + "{\"owner\":\"bob\",\"balances\":[]}]");
        assertThat(views.get("/api/show").header("As-Of")).contains("2026-11-23T09:00:00.000Z");
        assertThat(views.get("/api/balance/bob").header("As-Of")).contains("2026-11-23T09:00:00.000Z");
        assertThat(views.get("/api/balance/dave").status()).isEqualTo(404);
        assertThat(views.get("/wallets/dave").json().get("trust").get("state").textValue())
                .isEqualTo("gap");
    }
}
