package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.views.feed.FactFeed;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.feed.MockFacts;
import dev.promissory.views.feed.NotHereException;
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
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {

    private final MockFacts facts = new MockFacts(2);
    private final Webhook webhook = Examples.webhook("hook");
    private final Kept kept = new Kept();
    private final List<String> told = new ArrayList<>();
    private Runnable afterEach = () -> {};

    /** Nobody has kept a place for a long time. */
    private volatile long now = Duration.ofDays(1).toNanos();

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
    void whileFactsFlowThePlaceIsKeptAtMostEvery200Ms() throws InterruptedException {
        facts.readAtOnce(1);
        Worker worker = worker(0);
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            write("alice", "dave", "erin", "frank", "grace", "heidi");
            for (int step = 0; step < 5; step++) {
                worker.step(feed);
                now += Duration.ofMillis(49).toNanos();
            }
            assertThat(told).hasSize(5);
            assertThat(kept.times).isEqualTo(1);
            assertThat(kept.places).containsEntry(0, 1L);

            worker.step(feed);
        }
        assertThat(kept.times).isEqualTo(2);
        assertThat(kept.places).containsEntry(0, 6L);
    }

    @Test
    void whatWasToldIsKeptWhenNoMoreFactsCome() throws InterruptedException {
        facts.readAtOnce(1);
        Worker worker = worker(0);
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            write("alice", "dave");
            worker.step(feed);
            assertThat(worker.longestPoll()).as("all is kept").isEqualTo(Duration.ofMillis(500));
            now += Duration.ofMillis(50).toNanos();
            worker.step(feed);
            assertThat(kept.places).containsEntry(0, 1L);
            assertThat(worker.longestPoll()).as("until it is to be kept").isEqualTo(Duration.ofMillis(150));

            now += Duration.ofMillis(150).toNanos();
            worker.step(feed);
        }
        assertThat(kept.places).containsEntry(0, 2L);
    }

    @Test
    void whatWasToldIsKeptWhenTheWorkerIsToEnd() throws InterruptedException {
        Worker worker = worker(0);
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            tellTwoOfWhichOneIsKept(worker, feed, "alice", "dave");

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> worker.step(feed)).isInstanceOf(InterruptedException.class);
        }
        assertThat(kept.places).containsEntry(0, 2L);
    }

    @Test
    void whatWasToldIsKeptWhenTheWorkerIsToEndWhileItKeepsItsPlace() throws InterruptedException {
        Worker worker = worker(0);
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            write("alice");
            kept.interruptions = 1;
            assertThatThrownBy(() -> worker.step(feed)).isInstanceOf(InterruptedException.class);
        }
        assertThat(kept.places).containsEntry(0, 1L);
    }

    /** Also when it was to end anyway: the thread is interrupted then. */
    @Test
    void whatWasToldIsKeptWhenTheFeedBreaks() throws InterruptedException {
        Worker worker = worker(0);
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            tellTwoOfWhichOneIsKept(worker, feed, "alice", "dave");

            facts.view().moveAway(1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> worker.step(feed))
                    .isInstanceOf(NotHereException.class)
                    .hasNoSuppressedExceptions();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(kept.places).containsEntry(0, 2L);
    }

    @Test
    void whatWasToldIsKeptWhileTheBatchWaitsForAnother() throws InterruptedException {
        Worker worker = worker(0);
        CountDownLatch keptOfDave = new CountDownLatch(1);
        kept.afterEach = () -> {
            if (kept.places.get(0) == 2) {
                keptOfDave.countDown();
            }
        };
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            tellTwoOfWhichOneIsKept(worker, feed, "alice", "dave", "erin");

            afterEach = () -> {
                now += Duration.ofMillis(200).toNanos();
                await(keptOfDave);
            };
            worker.step(feed);
        }
        assertThat(kept.places).containsEntry(0, 2L);
        assertThat(told).containsExactly("alice", "dave", "erin");
        assertThat(worker.longestPoll()).as("erin's is not kept yet").isEqualTo(Duration.ofMillis(200));
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

    /** Of these wallets' facts, polled one by one, the first two; the second comes too soon for its place to be kept as well. */
    private void tellTwoOfWhichOneIsKept(Worker worker, FactFeed feed, String... wallets) throws InterruptedException {
        facts.readAtOnce(1);
        write(wallets);
        worker.step(feed);
        worker.step(feed);
        assertThat(kept.places).containsEntry(0, 1L);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
        Worker.Tools tools = new Worker.Tools(
                feeds, kept, 1, any -> true, any -> wanted, (any, reason) -> {}, cause -> {}, () -> now);
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
        private int times;
        private int interruptions;
        private Runnable afterEach = () -> {};
        private boolean silent;

        @Override
        public Map<Integer, Long> of(Webhook webhook) {
            return places;
        }

        @Override
        public void keep(Webhook webhook, Map<Integer, Long> reached) throws InterruptedException {
            if (interruptions-- > 0 || Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (silent) {
                throw new KafkaUnavailableException("no place is kept", null);
            }
            places.putAll(reached);
            times++;
            afterEach.run();
        }
    }
}
