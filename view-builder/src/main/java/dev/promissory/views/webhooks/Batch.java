package dev.promissory.views.webhooks;

import dev.promissory.domain.WalletId;
import dev.promissory.views.feed.FeedFact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The facts of one poll on their way: those of one wallet one after the other, different wallets side by side. It knows
 * which are settled, and so from where to go on when it ends before its time. For one use.
 */
final class Batch {

    private final Queue<Queue<FeedFact>> wallets;
    private final Map<Integer, TreeSet<Long>> unsettled = new HashMap<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile boolean halted;

    Batch(List<FeedFact> facts) {
        Map<WalletId, Queue<FeedFact>> byWallet = new LinkedHashMap<>();
        for (FeedFact fact : facts) {
            byWallet.computeIfAbsent(fact.walletId(), wallet -> new ArrayDeque<>())
                    .add(fact);
            unsettled
                    .computeIfAbsent(fact.partition(), partition -> new TreeSet<>())
                    .add(fact.offset());
        }
        wallets = new ConcurrentLinkedQueue<>(byWallet.values());
    }

    /** Brings one fact to an end. */
    @FunctionalInterface
    interface Settling {
        /** Returns whether the batch is to go on after this fact, which is settled either way. */
        boolean settle(FeedFact fact) throws InterruptedException;
    }

    /**
     * Returns when every fact is settled, or one that is says to stop. Nothing is under way any more when it returns or
     * throws.
     *
     * @throws InterruptedException when this thread is interrupted
     */
    void deliver(int concurrency, Settling settling) throws InterruptedException {
        int threads = Math.min(concurrency, wallets.size());
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> couriers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                couriers.add(executor.submit(() -> {
                    work(settling);
                    return null;
                }));
            }
            await(couriers);
        }
    }

    /**
     * From where a feed gives out all that is not settled.
     *
     * @param ofFeed where the feed goes on that gave out these facts
     */
    synchronized Map<Integer, Long> position(Map<Integer, Long> ofFeed) {
        Map<Integer, Long> position = new TreeMap<>(ofFeed);
        unsettled.forEach((partition, offsets) -> {
            if (!offsets.isEmpty()) {
                position.put(partition, offsets.first());
            }
        });
        return position;
    }

    private void await(List<Future<?>> couriers) throws InterruptedException {
        try {
            for (Future<?> courier : couriers) {
                courier.get();
            }
        } catch (InterruptedException e) {
            halt();
            throw e;
        } catch (ExecutionException e) {
            halt();
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void work(Settling settling) {
        working.add(Thread.currentThread());
        try {
            Queue<FeedFact> wallet = wallets.poll();
            while (wallet != null) {
                deliver(wallet, settling);
                wallet = wallets.poll();
            }
        } catch (InterruptedException e) {
            // Halted: what is not settled stays so.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            halt();
            throw e;
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    private void deliver(Queue<FeedFact> wallet, Settling settling) throws InterruptedException {
        for (FeedFact fact : wallet) {
            if (halted) {
                return;
            }
            boolean goesOn = settling.settle(fact);
            settled(fact);
            if (!goesOn) {
                halt();
            }
        }
    }

    private synchronized void settled(FeedFact fact) {
        unsettled.get(fact.partition()).remove(fact.offset());
    }

    /** Whoever starts to work later sees that it is halted. */
    private void halt() {
        halted = true;
        working.forEach(Thread::interrupt);
    }
}
