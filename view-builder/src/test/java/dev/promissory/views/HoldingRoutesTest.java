package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command.CancelTransfer;
import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.ReleaseHold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import dev.promissory.views.Views.Answer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds, schedules and overdraft limits over HTTP. */
final class HoldingRoutesTest {

    @TempDir
    Path folder;

    private final Stewards stewards = new Stewards();
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
    void aHoldAsItIsPlacedAndAsItIsCaptured() {
        stewards.deposit("alice", "100.00", "EUR")
                .noting("order-7", Map.of("shop", "tea"))
                .hold("alice", "h-1", "25.00", "EUR");
        views.writeNew(stewards);

        assertThat(views.get("/wallets/alice/holds/h-1?minSequence=3").text())
                .isEqualTo("{\"holdId\":\"h-1\",\"currency\":\"EUR\",\"amount\":\"25.00\",\"status\":\"open\","
                        + "\"placedAt\":\"2026-11-23T08:00:02.000Z\",\"expiresAt\":\"2026-11-23T08:10:02.000Z\","
                        + "\"resolvedAt\":null,\"captured\":null,\"released\":null,\"to\":null,\"promiseId\":null,"
                        + "\"commandId\":\"c-2\",\"reference\":\"order-7\",\"metadata\":{\"shop\":\"tea\"},"
                        + "\"asOf\":\"2026-11-23T09:00:00.000Z\",\"trust\":{\"state\":\"verified\"}}");

        capture("h-1", Optional.of("20.00"), Optional.of("bob"));

        assertThat(views.get("/wallets/alice/holds/h-1?minSequence=5").text())
                .contains("\"status\":\"captured\"", "\"resolvedAt\":\"2026-11-23T08:00:03.000Z\"")
                .contains("\"captured\":\"20.00\",\"released\":\"5.00\",\"to\":\"bob\",\"promiseId\":\"alice~5\"");
        assertThat(views.get("/promises/alice~5").json().get("holdId").textValue())
                .isEqualTo("h-1");
    }

    @Test
    void holdsNewestFirstByStatusAndPageByPage() {
        stewards.deposit("alice", "100.00", "EUR");
        for (int number = 1; number <= 5; number++) {
            stewards.hold("alice", "h-" + number, "1.00", "EUR");
        }
        stewards.hold("alice", "z", "1.00", "EUR")
                .ask("alice", head -> new ReleaseHold(head, new HoldId("h-2")))
                .ring(new Timer.HoldDue(new WalletId("alice"), new HoldId("h-4")), Duration.ofHours(1));
        capture("h-3", Optional.empty(), Optional.empty());

        assertThat(ids("/wallets/alice/holds", "holdId")).containsExactly("z", "h-5", "h-4", "h-3", "h-2", "h-1");
        assertThat(ids("/wallets/alice/holds?status=open", "holdId")).containsExactly("z", "h-5", "h-1");
        assertThat(ids("/wallets/alice/holds?status=released", "holdId")).containsExactly("h-2");
        assertThat(ids("/wallets/alice/holds?status=expired", "holdId")).containsExactly("h-4");
        assertThat(ids("/wallets/alice/holds?status=captured", "holdId")).containsExactly("h-3");

        List<String> paged = new ArrayList<>();
        String next = "/wallets/alice/holds?limit=2";
        while (next != null) {
            JsonNode page = views.get(next).json();
            page.get("items").forEach(item -> paged.add(item.get("holdId").textValue()));
            stewards.hold("alice", "new-" + paged.size(), "1.00", "EUR");
            views.writeNew(stewards);
            JsonNode cursor = page.get("nextCursor");
            next = cursor.isNull() ? null : "/wallets/alice/holds?limit=2&cursor=" + cursor.textValue();
        }
        assertThat(paged).containsExactly("z", "h-5", "h-4", "h-3", "h-2", "h-1");
    }

    @Test
    void aScheduleFromItsMakingToItsEnd() {
        stewards.deposit("alice", "10.00", "EUR")
                .schedule("alice", 60, "bob 4.00 EUR", "carol 1.00 EUR")
                .schedule("alice", 60, "bob 5.00 EUR")
                .schedule("alice", 60, "bob 99.00 EUR");
        views.writeNew(stewards);
        assertThat(views.get("/wallets/alice/schedules/alice~3").text())
                .isEqualTo("{\"scheduleId\":\"alice~3\",\"legs\":[{\"to\":\"bob\",\"currency\":\"EUR\","
                        + "\"amount\":\"4.00\"},{\"to\":\"carol\",\"currency\":\"EUR\",\"amount\":\"1.00\"}],"
                        + "\"executeAt\":\"2026-11-23T08:01:01.000Z\",\"status\":\"waiting\","
                        + "\"scheduledAt\":\"2026-11-23T08:00:02.000Z\",\"resolvedAt\":null,\"promiseId\":null,"
                        + "\"code\":null,\"commandId\":\"c-2\",\"reference\":null,"
                        + "\"asOf\":\"2026-11-23T09:00:00.000Z\",\"trust\":{\"state\":\"verified\"}}");

        stewards.ask("alice", head -> new CancelTransfer(head, schedule(4)))
                .ring(new Timer.ScheduleDue(schedule(3)), Duration.ofMinutes(2))
                .ring(new Timer.ScheduleDue(schedule(5)), Duration.ZERO);
        views.writeNew(stewards);

        assertThat(ids("/wallets/alice/schedules", "scheduleId")).containsExactly("alice~5", "alice~4", "alice~3");
        assertThat(ids("/wallets/alice/schedules?status=executed", "scheduleId"))
                .containsExactly("alice~3");
        assertThat(ids("/wallets/alice/schedules?status=cancelled", "scheduleId"))
                .containsExactly("alice~4");
        assertThat(ids("/wallets/alice/schedules?status=waiting", "scheduleId")).isEmpty();
        JsonNode failed =
                views.get("/wallets/alice/schedules?status=failed").json().at("/items/0");
        assertThat(failed.get("code").textValue()).isEqualTo("insufficient-funds");
        assertThat(views.get("/wallets/alice/schedules/alice~3")
                        .json()
                        .get("promiseId")
                        .textValue())
                .isEqualTo("alice~7");
        assertThat(views.get("/promises/alice~7").json().get("scheduleId").textValue())
                .isEqualTo("alice~3");
    }

    @Test
    void anOverdraftLimitStandsBesideItsBalance() {
        stewards.deposit("alice", "1.00", "EUR")
                .limit("alice", "50.00", "EUR")
                .limit("alice", "0.5", "BTC")
                .limit("alice", "7.00", "USD")
                .limit("alice", "0", "USD")
                .transfer("alice", "bob 21.00 EUR");
        views.writeNew(stewards);

        assertThat(views.get("/wallets/alice").json().get("balances").toString())
                .isEqualTo("[{\"currency\":\"BTC\",\"total\":\"0\",\"available\":\"0\",\"held\":\"0\","
                        + "\"overdraftLimit\":\"0.5\"},{\"currency\":\"EUR\",\"total\":\"-20.00\","
                        + "\"available\":\"-20.00\",\"held\":\"0.00\",\"overdraftLimit\":\"50.00\"}]");
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets/nobody/holds, wallet-not-found",
        "/wallets/nobody/holds/h-1, wallet-not-found",
        "/wallets/alice/holds/h-2, hold-not-found",
        "/wallets/alice/holds/-, hold-not-found",
        "/wallets/nobody/schedules, wallet-not-found",
        "/wallets/alice/schedules/alice~2, schedule-not-found",
        "/wallets/alice/schedules/bob~3, schedule-not-found",
        "/wallets/alice/schedules/x, schedule-not-found"
    })
    void whatIsNotThereIsNotFound(String path, String code) {
        stewards.deposit("alice", "10.00", "EUR").hold("alice", "h-1", "1.00", "EUR");
        views.writeNew(stewards);

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").textValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets/alice/holds?status=waiting, bad-parameter",
        "/wallets/alice/holds?limit=0, bad-parameter",
        "/wallets/alice/holds?cursor=AAAA, bad-cursor",
        "/wallets/alice/schedules?status=OPEN, bad-parameter",
        "/wallets/alice/schedules?wallet=bob, bad-parameter"
    })
    void whatCannotBeAskedIsRefused(String path, String code) {
        stewards.deposit("alice", "10.00", "EUR");
        views.writeNew(stewards);

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").textValue()).isEqualTo(code);
    }

    private void capture(String holdId, Optional<String> amount, Optional<String> to) {
        stewards.ask(
                "alice",
                head -> new CaptureHold(
                        head,
                        new HoldId(holdId),
                        amount.map(BigDecimal::new),
                        Optional.empty(),
                        to.map(WalletId::new)));
        views.writeNew(stewards);
    }

    private static ScheduleId schedule(long sequence) {
        return new ScheduleId(new WalletId("alice"), sequence);
    }

    private List<String> ids(String path, String name) {
        List<String> ids = new ArrayList<>();
        views.get(path)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get(name).textValue()));
        return ids;
    }
}
