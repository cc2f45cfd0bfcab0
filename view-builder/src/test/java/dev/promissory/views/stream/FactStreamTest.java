package dev.promissory.views.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.WalletId;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.feed.MockFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class FactStreamTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final MockFacts facts = new MockFacts(2);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void beginsWithWhereItStandsSoThatAClientCanResumeBeforeTheFirstFact() {
        assertThat(run(NEVER, () -> true)).isEqualTo(StreamEnd.ENDED);

        assertThat(text()).isEqualTo("retry: 1000\nid: " + id(0, 0) + "\n\n");
    }

    @Test
    void eachFactIsAnEventOfItsTypeWithTheBytesOnRecordAndThePlaceBehindIt() {
        byte[] first = facts.good(0, MockFacts.opened("alice", 1));
        byte[] second = facts.good(1, MockFacts.opened("bob", 1));
        facts.view().fold(0, 1);
        facts.view().fold(1, 1);

        run(NEVER, () -> text().contains("bob"));

        assertThat(text())
                .isEqualTo("retry: 1000\nid: " + id(0, 0) + "\n\n" + "id: " + id(1, 0)
                        + "\nevent: WalletOpened\ndata: " + utf8(first) + "\n\n" + "id: " + id(1, 1)
                        + "\nevent: WalletOpened\ndata: " + utf8(second) + "\n\n");
    }

    @Test
    void givesASignOfLifeThatMovesTheClientsPlaceBehindWhatWasPassedOver() {
        facts.write(0, "alice", "forged".getBytes(StandardCharsets.UTF_8));
        facts.view().fold(0, 1);

        run(Duration.ZERO, () -> text().contains(id(1, 0)));

        assertThat(text()).endsWith(": \nid: " + id(1, 0) + "\n\n").doesNotContain("forged");
    }

    @Test
    void aLineBreakInAFactCannotForgeAnEvent() {
        StreamEvents events = new StreamEvents();
        events.fact(
                new FeedFact(
                        0,
                        0,
                        new WalletId("alice"),
                        1,
                        "WalletOpened",
                        Instant.parse("2026-11-23T08:00:00Z"),
                        "{\nid: x\r}".getBytes(StandardCharsets.UTF_8)),
                Map.of(0, 1L));

        assertThat(utf8(events.take())).endsWith("data: {\ndata: id: x\ndata: }\n\n");
    }

    @Test
    void readsNoFurtherThanTheClientHasTaken() {
        for (int i = 1; i <= 1_000; i++) {
            facts.good(0, MockFacts.opened("alice", i));
        }
        facts.view().fold(0, 1_000);
        facts.readAtOnce(10);
        OutputStream client = new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("written byte by byte");
            }

            @Override
            public void write(byte[] chunk, int from, int length) {
                written.write(chunk, from, length);
                assertThat(facts.handedOut(0)
                                - text().lines()
                                        .filter(line -> line.startsWith("data"))
                                        .count())
                        .isZero();
            }
        };

        run(client, NEVER, () -> text().contains(id(1_000, 0)));

        assertThat(text().lines().filter(line -> line.startsWith("data"))).hasSize(1_000);
    }

    @Test
    void endsWhenThePartitionMovesAway() {
        facts.view().moveAway(1);

        assertThat(run(NEVER, () -> false)).isEqualTo(StreamEnd.ENDED);
    }

    @Test
    void endsWhenTheClientHasGone() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };

        assertThat(run(gone, NEVER, () -> false)).isEqualTo(StreamEnd.CLIENT_GONE);
    }

    private StreamEnd run(Duration heartbeat, BooleanSupplier ending) {
        return run(written, heartbeat, ending);
    }

    private StreamEnd run(OutputStream out, Duration heartbeat, BooleanSupplier ending) {
        StreamClient client = new StreamClient(out, () -> {}, NEVER);
        return new FactStream(facts.feed(Filter.EVERYTHING), client, new Heartbeat(heartbeat, heartbeat), ending).run();
    }

    private static String id(long zero, long one) {
        return StreamId.of(new TreeMap<>(Map.of(0, zero, 1, one)));
    }

    private String text() {
        return utf8(written.toByteArray());
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
