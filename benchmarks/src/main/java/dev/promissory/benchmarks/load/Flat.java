package dev.promissory.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A number of clients, each sending its next request as soon as its last one is answered. */
public final class Flat implements Load {

    private final int clients;
    private final BooleanSupplier endEarly;

    public Flat(int clients, BooleanSupplier endEarly) {
        this.clients = clients;
        this.endEarly = endEarly;
    }

    @Override
    public void run(Requests requests, Duration duration, Recorder recorder) {
        AtomicLong next = new AtomicLong();
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService threads = Clients.each()) {
            for (int client = 0; client < clients; client++) {
                // Executed and not submitted: an exception, which only a fault of ours can be, is to be seen.
                threads.execute(() -> {
                    while (System.nanoTime() < end && !endEarly.getAsBoolean()) {
                        long sent = System.nanoTime();
                        recorder.record(sent, requests.send(next.getAndIncrement()));
                    }
                });
            }
        }
    }
}
