package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.acceptance.EventStream.Event;
import dev.promissory.protocol.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Following facts over HTTP. */
@ExtendWith(SharedPromissory.class)
@Timeout(180)
class FactStreamTest {

    private final Promissory promissory;
    private final Api api;
    private final KafkaDesk desk;

    FactStreamTest(Promissory promissory) {
        this.promissory = promissory;
        this.api = promissory.api();
        this.desk = new KafkaDesk(promissory.bootstrap());
    }

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void factsArriveAsRecordedAndEachWalletsInOrder() throws IOException {
        try (EventStream stream = open("?wallet=sse-alice,sse-bob")) {
            api.deposit("sse-alice", "10.00", "EUR").expect(201);
            api.deposit("sse-elsewhere", "10.00", "EUR").expect(201);
            api.transfer("sse-alice", "sse-bob", "3.00", "EUR").expect(201);

            List<Event> events = stream.next(5);

            assertThat(ofWallet(events, "sse-alice"))
                    .extracting(Event::type)
                    .containsExactly("WalletOpened", "MoneyDeposited", "TransferPromised");
            assertThat(ofWallet(events, "sse-bob"))
                    .extracting(Event::type)
                    .containsExactly("WalletOpened", "TransferReceived");
            assertInOrder(events);
            List<String> recorded = desk.read(Topic.FACTS).stream()
                    .map(record -> KafkaDesk.text(record.value()))
                    .toList();
            assertThat(events).extracting(Event::data).isSubsetOf(recorded);
            assertThat(events).extracting(Event::id).doesNotHaveDuplicates().doesNotContain("");
        }
    }

    @Test
    void startsNowUnlessToldOtherwise() throws IOException {
        api.deposit("sse-now", "1.00", "EUR").expect(201);
        try (EventStream now = open("?wallet=sse-now");
                EventStream start = open("?wallet=sse-now&from=start")) {
            api.deposit("sse-now", "2.00", "EUR").expect(201);

            assertThat(start.next(3)).extracting(Event::fact).containsExactly("sse-now#1", "sse-now#2", "sse-now#3");
            assertThat(now.next(1)).extracting(Event::fact).containsExactly("sse-now#3");
        }
    }

    @Test
    void givesOnlyTheTypesAskedFor() throws IOException {
        api.deposit("sse-types", "1.00", "EUR").expect(201);
        api.post("/wallets/sse-types/withdrawals", "{\"amount\":\"1.00\",\"currency\":\"EUR\"}")
                .expect(201);
        api.post("/wallets/sse-types/freeze", "").expect(200);
        try (EventStream stream = open("?wallet=sse-types&from=start&type=WalletOpened,WalletFrozen")) {
            assertThat(stream.next(2)).extracting(Event::type).containsExactly("WalletOpened", "WalletFrozen");
        }
    }

    @Test
    void everyFactComesExactlyOnceHoweverOftenTheConnectionBreaks() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int wallets = 10;
        int deposits = 100;
        String filter = IntStream.range(0, wallets)
                .mapToObj(number -> "sse-break-" + number)
                .collect(Collectors.joining(",", "?wallet=", ""));
        List<Event> received = new ArrayList<>();
        EventStream stream = open(filter);
        for (int i = 0; i < wallets * deposits; i++) {
            desk.deposit("sse-d-" + i, "sse-break-" + i % wallets, "1.00");
        }
        int breaks = 0;
        while (received.size() < wallets * (deposits + 1)) {
            int few = Math.min(random.nextInt(200), wallets * (deposits + 1) - received.size());
            received.addAll(stream.next(few));
            stream.close();
            String last = received.isEmpty()
                    ? stream.lastEventId()
                    : received.getLast().id();
            stream = random.nextBoolean() ? open(filter, "Last-Event-ID", last) : open(filter + "&lastEventId=" + last);
            breaks++;
        }
        stream.close();

        assertThat(breaks).isGreaterThan(2);
        assertThat(received).extracting(Event::fact).doesNotHaveDuplicates().hasSize(wallets * (deposits + 1));
        assertInOrder(received);
    }

    @Test
    void badParametersAreToldAndOpenNothing() {
        for (String query : List.of("?wallet=", "?type=MoneyMade", "?from=now", "?lastEventId=x", "?limit=5")) {
            Api.Answer answer = api.get("/facts/stream" + query).expect(400);
            assertThat(answer.json().get("code").textValue())
                    .isEqualTo(query.contains("lastEventId") ? "bad-cursor" : "bad-parameter");
        }
    }

    @Test
    void aStreamResumesAfterAKillAndEndsProperlyWhenTheProcessStops(@TempDir Path data) throws IOException {
        try (Promissory own = Promissory.run(data)) {
            EventStream before = EventStream.open(own.port(), "");
            own.api().deposit("sse-kill", "1.00", "EUR").expect(201);
            String last = before.next(2).getLast().id();
            own.process().kill();
            before.close();

            own.start();
            own.api().deposit("sse-kill", "2.00", "EUR").expect(201);

            try (EventStream after = EventStream.open(own.port(), "", "Last-Event-ID", last)) {
                assertThat(after.next(1)).extracting(Event::fact).containsExactly("sse-kill#3");
                assertThat(own.process().terminate()).isEqualTo(143);
                assertThat(after.next()).as("a proper end").isEmpty();
                assertThat(own.process().output()).doesNotContain("HTTP requests still running");
            }
        }
    }

    private EventStream open(String query, String... headers) {
        return EventStream.open(promissory.port(), query, headers);
    }

    private static List<Event> ofWallet(List<Event> events, String wallet) {
        return events.stream().filter(event -> event.wallet().equals(wallet)).toList();
    }

    private static void assertInOrder(List<Event> events) {
        Map<String, Long> last = new HashMap<>();
        for (Event event : events) {
            long sequence = event.json().get("sequence").longValue();
            assertThat(last.merge(event.wallet(), 1L, Long::sum))
                    .as(event.data())
                    .isEqualTo(sequence);
        }
    }
}
