package dev.promissory.gateway;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * Has a producer that gathers records for {@link #MS} send at once while few commands are under way: a lonely one would
 * wait for nobody. It never makes a command wait longer than the producer would by itself.
 */
final class Gathering {

    /** How long commands gather, in milliseconds: what came meanwhile is one request to the broker. */
    static final int MS = 2;

    /** From so many on a command can expect others to come within that time. */
    static final int MANY = 12;

    /**
     * How long many remain many. A commit answers all who wait, so that for a moment hardly a command is under way; and
     * soon they ask again.
     */
    static final Duration SOON = Duration.ofMillis(50);

    private final Producer<?, ?> producer;
    private final IntSupplier underWay;
    private final LongSupplier nanoTime;
    private final Executor flushes;
    private final AtomicBoolean flushing = new AtomicBoolean();
    private volatile long lastManyAt;

    /** @param underWay how many commands wait for their answer */
    Gathering(Producer<?, ?> producer, IntSupplier underWay) {
        this(producer, underWay, System::nanoTime, Thread::startVirtualThread);
    }

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param flushes runs what may take as long as a delivery
     */
    Gathering(Producer<?, ?> producer, IntSupplier underWay, LongSupplier nanoTime, Executor flushes) {
        this.producer = producer;
        this.underWay = underWay;
        this.nanoTime = nanoTime;
        this.flushes = flushes;
        this.lastManyAt = nanoTime.getAsLong() - SOON.toNanos();
    }

    /** The producer was given a command. Never waits. */
    void handed() {
        long now = nanoTime.getAsLong();
        if (underWay.getAsInt() >= MANY) {
            lastManyAt = now;
        } else if (now - lastManyAt >= SOON.toNanos() && flushing.compareAndSet(false, true)) {
            // While one flush runs, the producer gathers nothing anyway.
            flushes.execute(this::flush);
        }
    }

    private void flush() {
        try {
            producer.flush();
        } finally {
            flushing.set(false);
        }
    }
}
