package dev.promissory.views.webhooks;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.views.feed.FactFeed;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.feed.NotHereException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one webhook the facts of some partitions, batch after batch, until it is closed, the webhook is suspended or a
 * partition goes elsewhere. Its place is kept soon after a fact was settled, and in any case when it ends, however it
 * ends: what was not settled by then is delivered again.
 */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Duration POLL = Duration.ofMillis(500);

    /** When there is something left to tell anyway. */
    private static final Duration SHORT_POLL = Duration.ofMillis(100);

    /** With so many left nothing more is read: they are in memory, and a crash repeats what was told behind them. */
    private static final int MANY_LEFT = 100;

    /** How soon a place is kept again while facts are told: what was told since is told again after a crash. */
    private static final Duration KEEP_EVERY = Duration.ofMillis(200);

    /** How often a place is kept that moves over facts the webhook does not want. */
    private static final long KEEP_IDLE_NANOS = Duration.ofSeconds(1).toNanos();

    /** Kafka forgets a group's offsets a week after they were last written, by default. */
    private static final long KEEP_AGAIN_NANOS = Duration.ofHours(1).toNanos();

    /** Before the next one is started: Kafka does not get better by being asked all the time. Twice as long each time. */
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private static final Duration LONGEST_AFTER_A_FAULT = Duration.ofSeconds(30);

    private final Webhook webhook;
    private final Set<Integer> partitions;
    private final Tools tools;
    private final Telling telling;
    private final Thread thread;

    /** Read, and neither delivered nor given up: they come before what is read next. */
    private List<FeedFact> left = List.of();

    private Map<Integer, Long> kept = Map.of();
    private long keptAt;

    /** Whether any fact was told since. */
    private boolean toldSince;

    private volatile Map<Integer, Long> position = Map.of();
    private volatile boolean stopped;

    /** For good, also when it is wanted again at once: what was passed over is another worker's then. */
    private volatile boolean unwanted;

    private volatile int faultsInARow;

    /**
     * What every worker uses.
     *
     * @param current whether a webhook is registered and in that run
     * @param wanted whether it is to be told of facts, just as it is
     * @param suspend is told of a webhook whose endpoint takes nothing, and why that is believed
     * @param broken is told what no worker can go on after
     * @param nanoTime as {@link System#nanoTime}
     */
    record Tools(
            Feeds feeds,
            Keeping places,
            int concurrency,
            Predicate<Webhook> current,
            Predicate<Webhook> wanted,
            Suspending suspend,
            Consumer<Throwable> broken,
            LongSupplier nanoTime) {}

    /** Where it is kept how far each webhook is. */
    interface Keeping {

        /** From where the webhook goes on, by partition. */
        Map<Integer, Long> of(Webhook webhook) throws InterruptedException;

        void keep(Webhook webhook, Map<Integer, Long> places) throws InterruptedException;
    }

    /** Ends deliveries to a webhook until somebody resumes it. */
    @FunctionalInterface
    interface Suspending {
        void suspend(Webhook webhook, String reason) throws InterruptedException;
    }

    /**
     * @param partitions of wallet.facts, all on this instance
     * @param faultsInARow how many of the last ones for this webhook ended on a fault before any fact was settled
     */
    Worker(Webhook webhook, Set<Integer> partitions, Tools tools, Telling telling, int faultsInARow) {
        this.webhook = webhook;
        this.partitions = Set.copyOf(partitions);
        this.tools = tools;
        this.telling = telling;
        this.faultsInARow = faultsInARow;
        // A real thread: a consumer that waits for the network would hold on to the carrier of a virtual one.
        this.thread = Thread.ofPlatform()
                .name("webhook-" + webhook.id())
                .daemon()
                .uncaughtExceptionHandler((dead, cause) -> tools.broken().accept(cause))
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean ended() {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** Whether this is what there is to do. */
    boolean isFor(Webhook wanted, Set<Integer> onPartitions) {
        return webhook.equals(wanted) && partitions.equals(onPartitions);
    }

    /** For the one that comes after it. */
    int faultsInARow() {
        return faultsInARow;
    }

    /** From where it goes on, by partition; empty before it has begun. */
    Map<Integer, Long> position() {
        return position;
    }

    /** Tells it to end, once: it must not be disturbed while it keeps its place. {@link #awaitEnd} waits for it. */
    void stop() {
        if (!stopped) {
            stopped = true;
            thread.interrupt();
        }
    }

    boolean awaitEnd(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    private void run() {
        try {
            follow();
        } catch (InterruptedException | NotHereException e) {
            LOG.debug("Webhook {} ends", webhook.id(), e);
        } catch (KafkaException | KafkaUnavailableException e) {
            if (!(e instanceof InterruptException)) {
                LOG.warn("Webhook {} goes on when Kafka does: {}", webhook.id(), e.toString());
                faultsInARow++;
                pause(afterFaults(faultsInARow));
            }
        }
    }

    private void follow() throws InterruptedException {
        Map<Integer, Long> from = new TreeMap<>(tools.places().of(webhook));
        from.keySet().retainAll(partitions);
        partitions.forEach(partition -> from.putIfAbsent(partition, 0L));
        keptAt = tools.nanoTime().getAsLong();
        position = from;
        FactFeed feed = tools.feeds().open(from, webhook.target().filter());
        try {
            while (telling.reasonToStop().isEmpty()) {
                step(feed);
            }
            tools.suspend().suspend(webhook, telling.reasonToStop().get());
        } catch (OffsetOutOfRangeException e) {
            // The topic was made anew or cut. To go on anywhere else would leave facts out, or tell all of them again.
            tools.suspend().suspend(webhook, "its place is not in the topic of facts any more: replay from another");
        } finally {
            // Closing waits for nothing, but would be refused to an interrupted thread.
            boolean interrupted = Thread.interrupted();
            feed.close();
            if (interrupted) {
                thread.interrupt();
            }
        }
    }

    /** What one poll gives out, and what was left before, is delivered or left. */
    void step(FactFeed feed) throws InterruptedException {
        List<FeedFact> polled = poll(feed);
        boolean nothing = left.isEmpty() && polled.isEmpty();
        Batch batch = new Batch(left, polled);
        try {
            if (Thread.interrupted() || stopped) {
                throw new InterruptedException();
            }
            batch.deliver(
                    tools.concurrency(), this::settle, KEEP_EVERY, () -> reach(batch.position(feed.position()), true));
            if (unwanted) {
                throw new InterruptedException();
            }
            left = batch.left();
            if (!nothing) {
                faultsInARow = 0;
            }
            reach(batch.position(feed.position()), !nothing);
            if (telling.reasonToStop().isPresent()) {
                keep(position);
            }
        } catch (InterruptedException e) {
            keep(batch.position(feed.position()));
            throw e;
        } catch (RuntimeException e) {
            // Else the wallets that heard of their facts would hear of them again with every worker that fails.
            keepInSpiteOf(e, batch.position(feed.position()));
            throw e;
        }
    }

    private List<FeedFact> poll(FactFeed feed) {
        if (left.size() >= MANY_LEFT) {
            return List.of();
        }
        try {
            return feed.poll(longestPoll());
        } catch (RuntimeException e) {
            if (isToldBehindKept()) {
                keepInSpiteOf(e, position);
            }
            throw e;
        }
    }

    /** No longer than until the place is to be kept. */
    Duration longestPoll() {
        Duration longest = left.isEmpty() ? POLL : SHORT_POLL;
        Duration untilDue = KEEP_EVERY.minusNanos(tools.nanoTime().getAsLong() - keptAt);
        return isToldBehindKept() && untilDue.compareTo(longest) < 0 ? untilDue : longest;
    }

    /**
     * Keeps it when it is time.
     *
     * @param told whether facts were told on the way
     */
    private void reach(Map<Integer, Long> reached, boolean told) throws InterruptedException {
        position = reached;
        toldSince |= told;
        long age = tools.nanoTime().getAsLong() - keptAt;
        boolean isToBeKept = isToldBehindKept()
                ? age >= KEEP_EVERY.toNanos()
                : age > (reached.equals(kept) ? KEEP_AGAIN_NANOS : KEEP_IDLE_NANOS);
        if (isToBeKept) {
            keep(reached);
        }
    }

    /** Whether facts would be told again if it went on from the place that is kept. */
    private boolean isToldBehindKept() {
        return toldSince && !position.equals(kept);
    }

    /** Once a suspension has been answered nothing more is told, though this worker may not have heard of it yet. */
    private Batch.Next settle(FeedFact fact) throws InterruptedException {
        if (unwanted || !tools.wanted().test(webhook)) {
            unwanted = true;
            throw new InterruptedException();
        }
        return telling.settle(fact);
    }

    /**
     * Not for a run that is over: its group has been deleted and must not come back. Nor for a partition that has gone
     * elsewhere: its new worker may be further by now, and would be set back.
     */
    private void keep(Map<Integer, Long> reached) throws InterruptedException {
        Map<Integer, Long> here = new TreeMap<>(reached);
        here.keySet().retainAll(tools.feeds().here(webhook.target().filter()));
        if (!here.isEmpty() && tools.current().test(webhook)) {
            tools.places().keep(webhook, here);
        }
        kept = reached;
        toldSince = false;
        keptAt = tools.nanoTime().getAsLong();
    }

    private void keepInSpiteOf(RuntimeException fault, Map<Integer, Long> reached) {
        // Who tells it to end interrupts what it waits for, and wants its place to be kept all the same.
        boolean interrupted = Thread.interrupted();
        try {
            keep(reached);
        } catch (RuntimeException e) {
            fault.addSuppressed(e);
        } catch (InterruptedException e) {
            fault.addSuppressed(e);
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static Duration afterFaults(int inARow) {
        Duration wait = AFTER_A_FAULT.multipliedBy(1L << Math.min(inARow - 1, 10));
        return wait.compareTo(LONGEST_AFTER_A_FAULT) < 0 ? wait : LONGEST_AFTER_A_FAULT;
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            // It was about to end anyway.
            Thread.currentThread().interrupt();
        }
    }
}
