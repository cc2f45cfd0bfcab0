package dev.promissory.gateway;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
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

    private final Producer<?, ?> producer;
    private final IntSupplier underWay;
    private final Executor flushes;
    private final AtomicBoolean flushing = new AtomicBoolean();

    /** @param underWay how many commands wait for their answer */
    Gathering(Producer<?, ?> producer, IntSupplier underWay) {
        this(producer, underWay, Thread::startVirtualThread);
    }

    /** @param flushes runs what may take as long as a delivery */
    Gathering(Producer<?, ?> producer, IntSupplier underWay, Executor flushes) {
        this.producer = producer;
        this.underWay = underWay;
        this.flushes = flushes;
    }

    /** The producer was given a command. Never waits. */
    void handed() {
        // While one flush runs, the producer gathers nothing anyway.
        if (underWay.getAsInt() < MANY && flushing.compareAndSet(false, true)) {
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
