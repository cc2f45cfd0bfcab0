package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.views.webhooks.Endpoint.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TellingTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Tally tally = new Tally(new WebhookMetrics(meters));
    private final List<Duration> waits = new ArrayList<>();
    private final List<Integer> attempts = new ArrayList<>();
    private final Kept kept = new Kept();
    private Answer next = new Answer.Taken(200);

    private final Courier courier = new Courier(
            (webhook, fact, attempt) -> {
                attempts.add(attempt);
                return next;
            },
            BackOff.from(Duration.ofMillis(100)),
            3,
            waits::add,
            Clock.fixed(Examples.NOW, ZoneOffset.UTC));
    private final Telling telling = new Telling(Examples.webhook("hook"), courier, kept, tally);

    @Test
    void whatIsTakenIsTriedOnce() throws InterruptedException {
        assertThat(telling.settle(Examples.fact(0, 1, "alice", 1))).isTrue();

        assertThat(attempts).containsExactly(1);
        assertThat(kept.undelivered).isEmpty();
        assertThat(meters.counter("promissory.webhooks.deliveries", "result", "delivered")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsTriedAsOftenAsItMayBeAndThenKept() throws InterruptedException {
        next = new Answer.Refused("status 500", Optional.empty());

        assertThat(telling.settle(Examples.fact(2, 17, "alice", 4))).isTrue();

        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(waits).hasSize(2);
        Undelivered given = kept.undelivered.get(new FactPlace(2, 17));
        assertThat(given.attempts()).isEqualTo(3);
        assertThat(given.error()).isEqualTo("status 500");
        assertThat(given.sequence()).isEqualTo(4);
        assertThat(tally.count().givenUp()).isEqualTo(1);
        assertThat(tally.count().lastFailure()).isPresent();
    }

    @Test
    void theEndpointSaysHowLongToWait() throws InterruptedException {
        next = new Answer.Refused("status 429", Optional.of(Duration.ofSeconds(30)));

        telling.settle(Examples.fact(0, 1, "alice", 1));

        assertThat(waits)
                .hasSize(2)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31)));
    }

    @Test
    void twentyGivenUpInARowStopTheWebhookAndNineteenDoNot() throws InterruptedException {
        next = new Answer.Refused("cannot connect", Optional.empty());
        for (int i = 1; i < Telling.MAX_GIVEN_UP_IN_A_ROW; i++) {
            assertThat(telling.settle(Examples.fact(0, i, "alice", i))).isTrue();
        }
        assertThat(telling.reasonToStop()).isEmpty();

        assertThat(telling.settle(Examples.fact(0, 20, "alice", 20))).isFalse();
        assertThat(telling.reasonToStop()).contains("20 deliveries in a row were given up");
    }

    @Test
    void oneSuccessAmongThemBeginsTheCountAnew() throws InterruptedException {
        for (int i = 1; i <= 60; i++) {
            next = i % 20 == 0 ? new Answer.Taken(204) : new Answer.Refused("status 500", Optional.empty());
            assertThat(telling.settle(Examples.fact(0, i, "alice", i))).isTrue();
        }
        assertThat(kept.undelivered).hasSize(57);
    }

    @Test
    void whatLiesUndeliveredIsBounded() throws InterruptedException {
        next = new Answer.Refused("status 500", Optional.empty());
        kept.others = Telling.MAX_UNDELIVERED - 1;

        assertThat(telling.settle(Examples.fact(0, 1, "alice", 1))).isFalse();
        assertThat(telling.reasonToStop().orElseThrow()).contains("10000 undelivered");
    }

    @Test
    void whatIsDeliveredAfterAllIsNoLongerKept() throws InterruptedException {
        next = new Answer.Refused("status 500", Optional.empty());
        telling.settle(Examples.fact(0, 1, "alice", 1));
        next = new Answer.Taken(200);

        telling.settle(Examples.fact(0, 1, "alice", 1));

        assertThat(kept.undelivered).isEmpty();
    }

    private static final class Kept implements GivenUps {

        private final TreeMap<FactPlace, Undelivered> undelivered = new TreeMap<>();
        private int others;

        @Override
        public void keep(Undelivered given) {
            undelivered.put(given.place(), given);
        }

        @Override
        public void delivered(FactPlace place) {
            undelivered.remove(place);
        }

        @Override
        public int count() {
            return undelivered.size() + others;
        }
    }
}
