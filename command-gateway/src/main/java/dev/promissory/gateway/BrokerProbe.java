package dev.promissory.gateway;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the Kafka cluster answers, by asking it every second. A producer that has its metadata takes records
 * for a cluster that is gone, and could say only much later that nothing became of them; with this a gateway can refuse
 * a command honestly, before anything is sent.
 */
final class BrokerProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);

    /** Longer than a broker's restart within a cluster takes to be noticed, shorter than a caller's patience. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** While the cluster is away the question itself takes a second; its return should be noticed at once. */
    private static final Duration PAUSE_WHILE_AWAY = Duration.ofMillis(100);

    private final Question question;
    private final LongSupplier nanoTime;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean reachable = true;
    private long lastAnswerNanos;
    private int failures;

    /** Something any living cluster answers within about a second. */
    @FunctionalInterface
    interface Question {
        void ask() throws ExecutionException, TimeoutException, InterruptedException;
    }

    /** A probe of a cluster that has just answered something else. It does not ask before {@link #start}. */
    BrokerProbe(Question question, LongSupplier nanoTime, java.util.function.Consumer<Throwable> broken) {
        this.question = question;
        this.nanoTime = nanoTime;
        this.lastAnswerNanos = nanoTime.getAsLong();
        this.thread = Thread.ofPlatform()
                .name("broker-probe")
                .daemon()
                .uncaughtExceptionHandler((dead, cause) -> broken.accept(cause))
                .unstarted(this::keepAsking);
    }

    void start() {
        thread.start();
    }

    /** Whether the cluster answered within the last 3 seconds, as far as is known. */
    boolean reachable() {
        return reachable;
    }

    /** Asks once and draws the conclusion. */
    void ask() throws InterruptedException {
        try {
            question.ask();
            answered();
        } catch (ExecutionException | TimeoutException e) {
            failed(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void keepAsking() {
        try {
            do {
                ask();
            } while (!closed.await((failures == 0 ? PAUSE : PAUSE_WHILE_AWAY).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, and ending is what it wants.
            LOG.debug("The broker probe has ended");
        }
    }

    private void answered() {
        lastAnswerNanos = nanoTime.getAsLong();
        failures = 0;
        if (!reachable) {
            LOG.info("Kafka answers again: commands are accepted");
            reachable = true;
        }
    }

    /** One failure alone proves nothing: a process that was suspended finds its question too old when it wakes up. */
    private void failed(Exception cause) {
        failures++;
        long silentNanos = nanoTime.getAsLong() - lastAnswerNanos;
        if (reachable && failures > 1 && silentNanos > GRACE.toNanos()) {
            LOG.warn(
                    "Kafka has not answered for {} ms: commands are refused until it does ({})",
                    TimeUnit.NANOSECONDS.toMillis(silentNanos),
                    cause.toString());
            reachable = false;
        }
    }
}
