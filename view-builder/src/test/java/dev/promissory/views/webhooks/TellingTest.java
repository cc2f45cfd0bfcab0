package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.views.webhooks.Batch.Next;
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
    private Runnable duringWaits = () -> {};
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
            wait -> {
                waits.add(wait);
                duringWaits.run();
            },
            Clock.fixed(Examples.NOW, ZoneOffset.UTC));
    private final Telling telling = new Telling(Examples.webhook("hook"), courier, kept, tally);

    @Test
    void whatIsTakenIsTriedOnce() throws InterruptedException {
        assertThat(telling.settle(Examples.fact(0, 1, "alice", 1))).isEqualTo(Next.EVERY_WALLET);

        assertThat(attempts).containsExactly(1);
        assertThat(kept.undelivered).isEmpty();
        assertThat(meters.counter("promissory.webhooks.deliveries", "result", "delivered")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatIsRefusedIsTriedAsOftenAsItMayBeAndThenKept() throws InterruptedException {
        next = new Answer.Refused("status 500", Optional.empty());

        assertThat(telling.settle(Examples.fact(2, 17, "alice", 4))).isEqualTo(Next.OTHER_WALLETS);

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
            assertThat(telling.settle(Examples.fact(0, i, "alice", i))).isEqualTo(Next.OTHER_WALLETS);
        }
        assertThat(telling.reasonToStop()).isEmpty();

        assertThat(telling.settle(Examples.fact(0, 20, "alice", 20))).isEqualTo(Next.NOTHING);
        assertThat(telling.reasonToStop()).contains("20 deliveries in a row were given up");
    }

    @Test
    void oneSuccessAmongThemBeginsTheCountAnew() throws InterruptedException {
        for (int i = 1; i <= 60; i++) {
            next = i % 20 == 0 ? new Answer.Taken(204) : new Answer.Refused("status 500", Optional.empty());
            assertThat(telling.settle(Examples.fact(0, i, "alice", i))).isNotEqualTo(Next.NOTHING);
        }
        assertThat(kept.undelivered).hasSize(57);
    }

    @Test
    void whatLiesUndeliveredIsBounded() throws InterruptedException {
        next = new Answer.Refused("status 500", Optional.empty());
        kept.others = Telling.MAX_UNDELIVERED - 1;

        assertThat(telling.settle(Examples.fact(0, 1, "alice", 1))).isEqualTo(Next.NOTHING);
        assertThat(telling.reasonToStop().orElseThrow()).contains("10000 undelivered");
    }

    @Test
    void aWalletThatIsRefusedAloneIsTriedOnceForEachFactUntilOneIsTaken() throws InterruptedException {
        refuse("bob", 1);
        take("alice", 1);
        assertThat(refuse("bob", 2)).isEqualTo(Next.EVERY_WALLET);
        assertThat(refuse("bob", 3)).isEqualTo(Next.EVERY_WALLET);
        take("bob", 4);
        refuse("bob", 5);

        assertThat(attempts).containsExactly(1, 2, 3, 1, 1, 1, 1, 1, 2, 3);
        assertThat(kept.undelivered.values()).extracting(Undelivered::attempts).containsExactly(3, 1, 1, 3);
    }

    @Test
    void otherWalletsThatWereNotRefusedAreTriedAsOftenAsEver() throws InterruptedException {
        refuse("bob", 1);
        take("alice", 1);

        refuse("alice", 2);

        assertThat(attempts).containsExactly(1, 2, 3, 1, 1, 2, 3);
    }

    /** Nothing is taken in between, be it of this wallet alone or of others too: the endpoint is down. */
    @Test
    void anEndpointThatTakesNothingIsTriedAsOftenAsEver() throws InterruptedException {
        refuse("bob", 1);
        refuse("bob", 2);
        take("alice", 1);
        refuse("alice", 2);
        refuse("bob", 3);

        assertThat(attempts).containsExactly(1, 2, 3, 1, 2, 3, 1, 1, 2, 3, 1, 2, 3);
    }

    @Test
    void noMoreWaitsFollowWhenAnotherWalletsFactIsTakenDuringOne() throws InterruptedException {
        refuse("bob", 1);
        duringWaits = () -> {
            duringWaits = () -> {};
            taken("alice", 1);
            next = new Answer.Refused("status 500", Optional.empty());
        };

        refuse("bob", 2);

        assertThat(attempts).containsExactly(1, 2, 3, 1, 1, 2);
    }

    @Test
    void anEndpointThatSaysHowLongToWaitIsHeardAlsoByAWalletThatIsRefusedAlone() throws InterruptedException {
        refuse("bob", 1);
        take("alice", 1);
        attempts.clear();
        next = new Answer.Refused("status 429", Optional.of(Duration.ofSeconds(1)));

        telling.settle(Examples.fact(0, 2, "bob", 2));

        assertThat(attempts).containsExactly(1, 2, 3);
    }

    /** Nobody's fact has been taken for long, so it is not this wallet's trouble any more. */
    @Test
    void anEndpointThatHasDiedSinceIsTriedAsOftenAsEverAndStopsTheWebhook() throws InterruptedException {
        refuse("bob", 1);
        take("alice", 1);
        for (int i = 0; i < Telling.MAX_GIVEN_UP_IN_A_ROW; i++) {
            assertThat(refuse("bob", 2 + i)).isEqualTo(Next.EVERY_WALLET);
        }
        attempts.clear();

        for (int i = 1; i < Telling.MAX_GIVEN_UP_IN_A_ROW; i++) {
            assertThat(refuse("bob", 100 + i)).isEqualTo(Next.OTHER_WALLETS);
        }
        assertThat(attempts).hasSize(3 * (Telling.MAX_GIVEN_UP_IN_A_ROW - 1));
        assertThat(refuse("bob", 200)).isEqualTo(Next.NOTHING);
        assertThat(telling.reasonToStop()).contains("20 deliveries in a row were given up");
    }

    @Test
    void whatIsRefusedAloneStopsTheWebhookOnlyByWhatLiesUndelivered() throws InterruptedException {
        refuse("bob", 1);
        take("alice", 1);
        for (int i = 2; i <= 2 * Telling.MAX_GIVEN_UP_IN_A_ROW; i++) {
            assertThat(refuse("bob", i)).isEqualTo(Next.EVERY_WALLET);
            take("alice", i);
        }

        kept.others = Telling.MAX_UNDELIVERED;

        assertThat(refuse("bob", 100)).isEqualTo(Next.NOTHING);
        assertThat(telling.reasonToStop().orElseThrow()).contains("10000 undelivered");
    }

    private Next refuse(String wallet, int sequence) throws InterruptedException {
        next = new Answer.Refused("status 500", Optional.empty());
        return telling.settle(Examples.fact(0, sequence, wallet, sequence));
    }

    private void take(String wallet, int sequence) throws InterruptedException {
        next = new Answer.Taken(200);
        telling.settle(Examples.fact(1, sequence, wallet, sequence));
    }

    private void taken(String wallet, int sequence) {
        try {
            take(wallet, sequence);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
