package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

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

/** An endpoint that takes all facts but bob's. */
@Timeout(60)
class RefusedWalletTest {

    private static final int ATTEMPTS = 8;

    private final MockFacts facts = new MockFacts(1);
    private final Map<String, Long> sequences = new HashMap<>();
    private final Webhook webhook = Examples.webhook("hook");
    private final List<String> attempts = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private final Map<Integer, Long> kept = new HashMap<>();

    /** Nobody has kept a place for a long time. */
    private long now = Duration.ofDays(1).toNanos();

    private int written;
    private Duration betweenSteps = Duration.ofSeconds(1);
    private long handedOut;

    @Test
    void holdsUpTheOthersOnceAndNotWithEachOfItsFacts() throws InterruptedException {
        facts.readAtOnce(5);
        for (int batch = 0; batch < 4; batch++) {
            write("alice", "bob", "bob", "bob", "carol");
        }

        steps(4);

        assertThat(waits).as("waits between attempts").hasSize(ATTEMPTS - 1);
        assertThat(attempts).filteredOn("bob#1"::equals).hasSize(ATTEMPTS);
        assertThat(attempts.stream().filter(fact -> fact.startsWith("bob")).distinct())
                .containsExactlyElementsOf(factsOf("bob", 12));
        assertThat(givenUp).containsExactlyElementsOf(factsOf("bob", 12));
        assertThat(attempts).containsAll(factsOf("alice", 4)).containsAll(factsOf("carol", 4));
        assertThat(kept).containsEntry(0, (long) written);
    }

    @Test
    void isTriedOneFactAfterTheOtherWhileNothingElseComesAndLittleIsReadAhead() throws InterruptedException {
        facts.readAtOnce(100);
        for (int fact = 0; fact < 400; fact++) {
            write("bob");
        }

        steps(5);

        assertThat(attempts.stream().distinct()).containsExactlyElementsOf(factsOf("bob", 5));
        assertThat(attempts).hasSize(5 * ATTEMPTS);
        assertThat(handedOut).isEqualTo(200);
        assertThat(kept).as("the rest is told after a crash").containsEntry(0, 5L);
    }

    @Test
    void leavesItsPlaceKeptWhenItSuspendsTheWebhook() throws InterruptedException {
        facts.readAtOnce(100);
        for (int fact = 0; fact < 30; fact++) {
            write("bob");
        }
        betweenSteps = Duration.ZERO;

        steps(Telling.MAX_GIVEN_UP_IN_A_ROW);

        assertThat(kept).containsEntry(0, (long) Telling.MAX_GIVEN_UP_IN_A_ROW);
    }

    private void steps(int count) throws InterruptedException {
        Worker worker = worker();
        try (FactFeed feed = facts.feed(Filter.EVERYTHING)) {
            for (int step = 0; step < count; step++) {
                worker.step(feed);
                now += betweenSteps.toNanos();
            }
            handedOut = facts.handedOut(0);
        }
    }

    private void write(String... wallets) {
        for (String wallet : wallets) {
            facts.good(0, MockFacts.opened(wallet, sequences.merge(wallet, 1L, Long::sum)));
            written++;
        }
        facts.view().fold(0, written);
    }

    private static List<String> factsOf(String wallet, int count) {
        List<String> all = new ArrayList<>();
        for (int sequence = 1; sequence <= count; sequence++) {
            all.add(wallet + "#" + sequence);
        }
        return all;
    }

    private Answer post(Webhook to, FeedFact fact, int attempt) {
        attempts.add(fact.walletId() + "#" + fact.sequence());
        return fact.walletId().value().equals("bob")
                ? new Answer.Refused("status 500", Optional.empty())
                : new Answer.Taken(200);
    }

    /** One delivery at a time, so that they come in a known order. */
    private Worker worker() {
        Feeds feeds = new Feeds(null, null, facts.view());
        Worker.Tools tools = new Worker.Tools(
                feeds, keeping(), 1, any -> true, any -> true, (any, reason) -> {}, cause -> {}, () -> now);
        Courier courier =
                new Courier(this::post, BackOff.from(Duration.ofMillis(10)), ATTEMPTS, waits::add, Clock.systemUTC());
        Tally tally = new Tally(new WebhookMetrics(new SimpleMeterRegistry()));
        return new Worker(webhook, Set.of(0), tools, new Telling(webhook, courier, givenUps(), tally), 0);
    }

    private GivenUps givenUps() {
        return new GivenUps() {
            @Override
            public void keep(Undelivered undelivered) {
                givenUp.add(undelivered.walletId() + "#" + undelivered.sequence());
            }

            @Override
            public void delivered(FactPlace place) {}

            @Override
            public int count() {
                return givenUp.size();
            }
        };
    }

    private Worker.Keeping keeping() {
        return new Worker.Keeping() {
            @Override
            public Map<Integer, Long> of(Webhook webhook) {
                return kept;
            }

            @Override
            public void keep(Webhook webhook, Map<Integer, Long> places) {
                kept.putAll(places);
            }
        };
    }
}
