package dev.promissory.views.webhooks;

import dev.promissory.domain.WalletId;
import dev.promissory.views.feed.FeedFact;
import java.time.Duration;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The facts of one poll on their way, and what was left of the batch before: those of one wallet one after the other,
 * different wallets side by side. It knows which are settled, and so from where to go on when it ends before its time.
 * For one use.
 */
final class Batch {

    private final Queue<Queue<FeedFact>> wallets;
    private final Map<Integer, TreeSet<Long>> unsettled = new HashMap<>();
    private final Queue<FeedFact> left = new ConcurrentLinkedQueue<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile boolean halted;

    /**
     * @param leftBefore what the batch before has left: its wallets come last, so that those that were not left are not
     *     held up by them once more
     * @param polled come after them in the order of each wallet
     */
    Batch(List<FeedFact> leftBefore, List<FeedFact> polled) {
        Map<WalletId, Queue<FeedFact>> last = new LinkedHashMap<>();
        for (FeedFact fact : leftBefore) {
            queue(last, fact);
        }
        Map<WalletId, Queue<FeedFact>> first = new LinkedHashMap<>();
        for (FeedFact fact : polled) {
            queue(last.containsKey(fact.walletId()) ? last : first, fact);
        }
        wallets = new ConcurrentLinkedQueue<>(first.values());
        wallets.addAll(last.values());
    }

    private void queue(Map<WalletId, Queue<FeedFact>> byWallet, FeedFact fact) {
        byWallet.computeIfAbsent(fact.walletId(), wallet -> new ArrayDeque<>()).add(fact);
        unsettled
                .computeIfAbsent(fact.partition(), partition -> new TreeSet<>())
                .add(fact.offset());
    }

    /** Brings one fact to an end. */
    @FunctionalInterface
    interface Settling {
        /** Returns with what the batch goes on after this fact, which is settled in any case. */
        Next settle(FeedFact fact) throws InterruptedException;
    }

    /** With what a batch goes on. */
    enum Next {
        /** With all that is not settled yet. */
        EVERY_WALLET,
        /** With the other wallets: this one's next facts are left. */
        OTHER_WALLETS,
        /** With nothing: the batch ends. */
        NOTHING
    }

    /** What is done now and then while facts are under way. */
    @FunctionalInterface
    interface Meanwhile {
        void run() throws InterruptedException;
    }

    /**
     * Returns when every fact is settled or left, or one that is settled says to stop. Nothing is under way any more when
     * it returns or throws.
     *
     * @param every how long to wait before what is done meanwhile is done, by this thread, and done again
     * @throws InterruptedException when this thread is interrupted
     */
    void deliver(int concurrency, Settling settling, Duration every, Meanwhile meanwhile) throws InterruptedException {
        int threads = Math.min(concurrency, wallets.size());
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> couriers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                couriers.add(executor.submit(() -> {
                    work(settling);
                    return null;
                }));
            }
            await(couriers, every, meanwhile);
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

    /** What goes into the next batch when this one was not told to stop, in the order of each wallet. */
    List<FeedFact> left() {
        return List.copyOf(left);
    }

    private void await(List<Future<?>> couriers, Duration every, Meanwhile meanwhile) throws InterruptedException {
        try {
            long looked = System.nanoTime();
            for (Future<?> courier : couriers) {
                while (!hasEnded(courier, every.minusNanos(System.nanoTime() - looked))) {
                    meanwhile.run();
                    looked = System.nanoTime();
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            halt();
            throw e;
        } catch (ExecutionException e) {
            halt();
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static boolean hasEnded(Future<?> courier, Duration patience)
            throws InterruptedException, ExecutionException {
        try {
            courier.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
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
        while (!wallet.isEmpty() && !halted) {
            Next next = settling.settle(wallet.element());
            settled(wallet.remove());
            switch (next) {
                case EVERY_WALLET -> {}
                case OTHER_WALLETS -> {
                    left.addAll(wallet);
                    return;
                }
                case NOTHING -> halt();
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
