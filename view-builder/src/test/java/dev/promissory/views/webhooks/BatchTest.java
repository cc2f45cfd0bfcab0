package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.webhooks.Batch.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchTest {

    private static final Map<Integer, Long> FEED = Map.of(0, 1_000L, 1, 1_000L, 2, 1_000L);

    /** Wallets are left for the next batch, batches stop anywhere and their rest is delivered again: as often as it takes. */
    @Test
    void eachWalletHearsEveryFactInItsOrderHoweverOftenBatchesStop() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            List<FeedFact> facts = facts(random);
            List<FeedFact> heard = Collections.synchronizedList(new ArrayList<>());
            List<FeedFact> left = List.of();
            List<FeedFact> rest = facts;
            while (!left.isEmpty() || !rest.isEmpty()) {
                int stopAfter = 1 + random.nextInt(facts.size());
                Set<Integer> leavingAfter = Set.of(random.nextInt(5), 5 + random.nextInt(10));
                AtomicInteger settled = new AtomicInteger();
                List<FeedFact> polled = rest.subList(0, random.nextInt(rest.size() + 1));
                Batch batch = new Batch(left, polled);
                deliver(batch, 1 + random.nextInt(16), fact -> {
                    heard.add(fact);
                    int count = settled.incrementAndGet();
                    return count >= stopAfter
                            ? Next.NOTHING
                            : leavingAfter.contains(count) ? Next.OTHER_WALLETS : Next.EVERY_WALLET;
                });
                if (settled.get() >= stopAfter) {
                    Map<Integer, Long> position = batch.position(positionOf(rest.subList(polled.size(), rest.size())));
                    left = List.of();
                    rest = facts.stream()
                            .filter(fact -> fact.offset() >= position.get(fact.partition()))
                            .toList();
                } else {
                    left = batch.left();
                    rest = rest.subList(polled.size(), rest.size());
                }
            }
            assertEachWalletHeardAllInOrder(facts, heard);
        }
    }

    @Test
    void differentWalletsAreDeliveredSideBySideUpToTheBound() throws InterruptedException {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        List<FeedFact> facts = new ArrayList<>();
        for (int wallet = 0; wallet < 10; wallet++) {
            facts.add(Examples.fact(0, wallet, "wallet-" + wallet, 1));
        }

        deliver(new Batch(List.of(), facts), 3, fact -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            three.countDown();
            three.await();
            underWay.decrementAndGet();
            return Next.EVERY_WALLET;
        });

        assertThat(most).hasValue(3);
    }

    @Test
    void aBatchGoesOnFromTheFirstFactThatIsNotSettled() throws InterruptedException {
        Batch batch = new Batch(
                List.of(),
                List.of(
                        Examples.fact(0, 4, "alice", 1),
                        Examples.fact(0, 6, "alice", 2),
                        Examples.fact(1, 9, "bob", 1)));

        assertThat(batch.position(FEED)).isEqualTo(Map.of(0, 4L, 1, 9L, 2, 1_000L));
        deliver(batch, 1, fact -> Next.NOTHING);

        assertThat(batch.position(FEED)).isEqualTo(Map.of(0, 6L, 1, 9L, 2, 1_000L));
    }

    @Test
    void whatIsLeftComesLastInTheNextBatchBeforeTheSameWalletsNewFacts() throws InterruptedException {
        Batch batch = new Batch(
                List.of(),
                List.of(Examples.fact(0, 4, "bob", 1), Examples.fact(0, 5, "bob", 2), Examples.fact(0, 6, "alice", 1)));
        deliver(batch, 1, fact -> fact.walletId().value().equals("bob") ? Next.OTHER_WALLETS : Next.EVERY_WALLET);
        assertThat(batch.left()).extracting(FeedFact::offset).containsExactly(5L);
        assertThat(batch.position(FEED)).as("told again after a crash").containsEntry(0, 5L);

        List<Long> heard = new ArrayList<>();
        Batch next = new Batch(batch.left(), List.of(Examples.fact(0, 7, "bob", 3), Examples.fact(0, 8, "carol", 1)));
        deliver(next, 1, fact -> {
            heard.add(fact.offset());
            return Next.EVERY_WALLET;
        });

        assertThat(heard).containsExactly(8L, 5L, 7L);
        assertThat(next.left()).isEmpty();
        assertThat(next.position(FEED)).isEqualTo(FEED);
    }

    @Test
    void whatBreaksOneDeliveryEndsTheBatchAndIsToldToTheCaller() {
        CountDownLatch other = new CountDownLatch(1);
        Batch batch = new Batch(List.of(), List.of(Examples.fact(0, 4, "alice", 1), Examples.fact(0, 5, "bob", 1)));

        assertThatThrownBy(() -> deliver(batch, 2, fact -> {
                    if (fact.walletId().value().equals("alice")) {
                        throw new IllegalStateException("broken");
                    }
                    // Waits for ever, unless it is interrupted.
                    other.await();
                    return Next.EVERY_WALLET;
                }))
                .hasMessage("broken");
        assertThat(batch.position(FEED)).containsEntry(0, 4L);
    }

    @Test
    void anInterruptedBatchLeavesNothingRunning() {
        AtomicInteger underWay = new AtomicInteger();
        Thread caller = Thread.currentThread();
        Batch batch = new Batch(List.of(), List.of(Examples.fact(0, 4, "alice", 1), Examples.fact(0, 5, "bob", 1)));

        assertThatThrownBy(() -> deliver(batch, 2, fact -> {
                    underWay.incrementAndGet();
                    try {
                        caller.interrupt();
                        new CountDownLatch(1).await();
                        return Next.EVERY_WALLET;
                    } finally {
                        underWay.decrementAndGet();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(underWay).hasValue(0);
        assertThat(batch.position(FEED)).containsEntry(0, 4L);
    }

    @Test
    void somethingIsDoneMeanwhileAndAgainUntilTheBatchEnds() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        Batch batch = new Batch(List.of(), List.of(Examples.fact(0, 4, "alice", 1), Examples.fact(0, 5, "bob", 1)));

        batch.deliver(
                1,
                fact -> {
                    if (fact.walletId().value().equals("bob")) {
                        twice.await();
                    }
                    return Next.EVERY_WALLET;
                },
                Duration.ofMillis(1),
                () -> {
                    if (batch.position(FEED).get(0) == 5) {
                        twice.countDown();
                    }
                });

        assertThat(twice.getCount()).isZero();
    }

    @Test
    void whatBreaksMeanwhileEndsTheBatchAndIsToldToTheCaller() {
        Batch batch = new Batch(List.of(), List.of(Examples.fact(0, 4, "alice", 1)));

        assertThatThrownBy(() -> batch.deliver(
                        1,
                        fact -> {
                            // Waits for ever, unless it is interrupted.
                            new CountDownLatch(1).await();
                            return Next.EVERY_WALLET;
                        },
                        Duration.ofMillis(1),
                        () -> {
                            throw new IllegalStateException("broken");
                        }))
                .hasMessage("broken");
        assertThat(batch.position(FEED)).containsEntry(0, 4L);
    }

    /** Nothing is done meanwhile. */
    private static void deliver(Batch batch, int concurrency, Batch.Settling settling) throws InterruptedException {
        batch.deliver(concurrency, settling, Duration.ofDays(1), () -> {});
    }

    private static void assertEachWalletHeardAllInOrder(List<FeedFact> facts, List<FeedFact> heard) {
        Map<String, List<FeedFact>> byWallet = facts.stream()
                .collect(Collectors.groupingBy(fact -> fact.walletId().value()));
        byWallet.forEach((wallet, wanted) -> {
            List<Long> first = heard.stream()
                    .filter(fact -> fact.walletId().value().equals(wallet))
                    .map(FeedFact::sequence)
                    .distinct()
                    .toList();
            assertThat(first)
                    .as("what %s heard for the first time", wallet)
                    .isEqualTo(wanted.stream().map(FeedFact::sequence).toList());
        });
    }

    /** Where a feed is that has yet to give out these. */
    private static Map<Integer, Long> positionOf(List<FeedFact> rest) {
        Map<Integer, Long> position = new HashMap<>(FEED);
        rest.forEach(fact -> position.merge(fact.partition(), fact.offset(), Math::min));
        return position;
    }

    private static List<FeedFact> facts(Random random) {
        List<FeedFact> facts = new ArrayList<>();
        Map<Integer, Long> sequences = new HashMap<>();
        for (int offset = 0; offset < 1 + random.nextInt(60); offset++) {
            int wallet = random.nextInt(8);
            facts.add(Examples.fact(wallet % 3, offset, "wallet-" + wallet, sequences.merge(wallet, 1L, Long::sum)));
        }
        return facts;
    }
}
