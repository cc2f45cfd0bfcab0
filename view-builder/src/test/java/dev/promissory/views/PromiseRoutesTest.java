package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises over HTTP: their two ends, and how they are listed. */
final class PromiseRoutesTest {

    @TempDir
    Path folder;

    private final Pen pen = new Pen();
    private Views views;

    @BeforeEach
    void start() {
        views = new Views(folder, 3);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void aPromiseAcrossTwoPartitions() {
        String bob = views.onAnotherPartitionThan("alice");
        views.write(pen.open("alice", null), pen.deposit("alice", "10.00", "EUR"));
        SealedFact promised = pen.promise("alice", bob, "4.00", "EUR");
        views.write(pen.open(bob, null), pen.receive("alice~3"));

        JsonNode early = views.get("/promises/alice~3").json();
        assertThat(early.get("status").textValue()).isEqualTo("kept");
        assertThat(early.get("promisedAt").textValue()).isEqualTo("2026-11-23T08:00:03.000Z");

        views.write(promised);

        assertThat(views.get("/promises/alice~3?minSequence=3").text())
                .isEqualTo("{\"promiseId\":\"alice~3\",\"from\":\"alice\",\"legs\":[{\"to\":\"" + bob
                        + "\",\"currency\":\"EUR\",\"amount\":\"4.00\",\"status\":\"kept\",\"receivedAs\":2}],\"status\":\"kept\","
                        + "\"promisedAt\":\"2026-11-23T08:00:03.000Z\",\"receivedAt\":\"2026-11-23T08:00:05.000Z\","
                        + "\"refusedAt\":null,\"returnedAt\":null,\"resolvedAt\":\"2026-11-23T08:00:05.000Z\","
                        + "\"convergedInMs\":2000,\"refusedBy\":null,\"code\":null,"
                        + "\"asOf\":\"2026-11-23T09:00:00.000Z\",\"trust\":{\"state\":\"verified\"}}");
        assertThat(views.get("/promises").json().get("items")).hasSize(1);
    }

    @Test
    void promisesBySenderAndStatusInTheOrderTheyWereMade() {
        views.write(pen.open("alice", null), pen.deposit("alice", "50.00", "EUR"), pen.open("bob", null));
        views.write(pen.open("alicia", null), pen.deposit("alicia", "50.00", "EUR"));
        for (int sequence = 3; sequence <= 12; sequence++) {
            views.write(pen.promise("alice", "bob", "1.00", "EUR"));
        }
        views.write(pen.promise("alicia", "bob", "1.00", "EUR"), pen.receive("alice~4"), pen.giveBack("alice~10"));

        assertThat(ids("/promises?wallet=alice"))
                .containsExactly(
                        "alice~3",
                        "alice~4",
                        "alice~5",
                        "alice~6",
                        "alice~7",
                        "alice~8",
                        "alice~9",
                        "alice~10",
                        "alice~11",
                        "alice~12");
        assertThat(ids("/promises?wallet=alice&status=kept")).containsExactly("alice~4");
        assertThat(ids("/promises?status=returned")).containsExactly("alice~10");
        assertThat(ids("/promises?wallet=alicia")).containsExactly("alicia~3");
        assertThat(ids("/promises?wallet=bob")).isEmpty();

        JsonNode page = views.get("/promises?status=pending&limit=2").json();
        String cursor = page.get("nextCursor").textValue();
        assertThat(ids("/promises?status=pending&limit=2&cursor=" + cursor)).containsExactly("alice~6", "alice~7");
        assertThat(views.get("/promises?status=kept&cursor=" + cursor).status()).isEqualTo(400);
    }

    private List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        views.get(path)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("promiseId").textValue()));
        return ids;
    }
}
