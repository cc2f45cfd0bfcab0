package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.views.feed.FactFeed;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.feed.MockFacts;
import dev.promissory.views.webhooks.Endpoint.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {

    private final MockFacts facts = new MockFacts(2);
    private final Webhook webhook = Examples.webhook("hook");
    private final Kept kept = new Kept();
    private final List<String> told = new ArrayList<>();
    private Runnable afterEach = () -> {};
    private boolean wanted = true;

    private final Courier courier =
            new Courier(this::post, BackOff.from(Duration.ofMillis(10)), 1, wait -> {}, Clock.systemUTC());

    @Test
    void whatWasSettledBeforeAFaultIsNotToldAgain() {
        write("alice", "bob");

        assertThatThrownBy(this::step).hasMessage("nothing is kept").hasNoSuppressedExceptions();

        assertThat(kept.places).containsEntry(0, 1L);
    }

    @Test
    void theFirstFaultIsTheOneThatCountsWhenThePlaceIsNotKeptEither() {
        write("alice", "bob");
        kept.silent = true;

        assertThatThrownBy(this::step)
                .hasMessage("nothing is kept")
                .hasSuppressedException(new KafkaUnavailableException("no place is kept", null));
    }

    @Test
    void thePlaceInAPartitionThatWentElsewhereIsItsNewWorkersToKeep() throws InterruptedException {
        facts.good(0, MockFacts.opened("alice", 1));
        facts.good(1, MockFacts.opened("carol", 1));
        facts.view().fold(0, 1);
        facts.view().fold(1, 1);

        step();

        assertThat(kept.places).containsOnly(Map.entry(0, 1L));
    }

    @Test
    void eachFaultInARowIsFollowedByALongerPauseUpToABound() {
        assertThat(Worker.afterFaults(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Worker.afterFaults(2)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Worker.afterFaults(5)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Worker.afterFaults(6)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Worker.afterFaults(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void nothingIsToldAnyMoreOnceItIsSuspendedThoughTheWorkerHasNotHeardOfIt() throws InterruptedException {
        write("alice", "dave", "erin");
        Worker worker = worker(0);
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            afterEach = () -> wanted = false;
            assertThatThrownBy(() -> worker.step(feed)).isInstanceOf(InterruptedException.class);
        }
        assertThat(told).containsExactly("alice");
        assertThat(kept.places).containsEntry(0, 1L);
    }

    @Test
    void aRowOfFaultsEndsWithFactsThatWereSettled() throws InterruptedException {
        Worker worker = worker(3);
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            worker.step(feed);
            assertThat(worker.faultsInARow()).as("nothing has happened").isEqualTo(3);
            write("alice");
            worker.step(feed);
        }
        assertThat(worker.faultsInARow()).isZero();
    }

    /** Bob's facts are refused, and while carol's are delivered their partition goes elsewhere. */
    private Answer post(Webhook to, FeedFact fact, int attempt) {
        told.add(fact.walletId().value());
        afterEach.run();
        return switch (fact.walletId().value()) {
            case "bob" -> new Answer.Refused("status 500", Optional.empty());
            case "carol" -> {
                facts.view().moveAway(fact.partition());
                yield new Answer.Taken(200);
            }
            default -> new Answer.Taken(200);
        };
    }

    private void write(String... wallets) {
        for (int number = 0; number < wallets.length; number++) {
            facts.good(0, MockFacts.opened(wallets[number], 1));
        }
        facts.view().fold(0, wallets.length);
    }

    private void step() throws InterruptedException {
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            worker(0).step(feed);
        }
    }

    /** One delivery at a time, so that they come in the order of their facts. */
    private Worker worker(int faultsInARow) {
        Feeds feeds = new Feeds(null, null, facts.view());
        Worker.Tools tools =
                new Worker.Tools(feeds, kept, 1, any -> true, any -> wanted, (any, reason) -> {}, cause -> {});
        Tally tally = new Tally(new WebhookMetrics(new SimpleMeterRegistry()));
        return new Worker(
                webhook, Set.of(0, 1), tools, new Telling(webhook, courier, new Broken(), tally), faultsInARow);
    }

    /** Keeps nothing that was given up. */
    private static final class Broken implements GivenUps {

        @Override
        public void keep(Undelivered undelivered) {
            throw new KafkaUnavailableException("nothing is kept", null);
        }

        @Override
        public void delivered(FactPlace place) {}

        @Override
        public int count() {
            return 0;
        }
    }

    /** Keeps places in memory. */
    private static final class Kept implements Worker.Keeping {

        private final Map<Integer, Long> places = new HashMap<>();
        private boolean silent;

        @Override
        public Map<Integer, Long> of(Webhook webhook) {
            return places;
        }

        @Override
        public void keep(Webhook webhook, Map<Integer, Long> reached) {
            if (silent) {
                throw new KafkaUnavailableException("no place is kept", null);
            }
            places.putAll(reached);
        }
    }
}
