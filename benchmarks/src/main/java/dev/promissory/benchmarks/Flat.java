package dev.promissory.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** A number of clients, each sending its next request as soon as its last one is answered. */
final class Flat {

    private final WalletRequests requests;
    private final int clients;

    Flat(WalletRequests requests, int clients) {
        this.requests = requests;
        this.clients = clients;
    }

    Result run(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        return runWhile(request -> System.nanoTime() < end);
    }

    Result run(long count) throws InterruptedException {
        return runWhile(request -> request < count);
    }

    private Result runWhile(LongPredicate goOn) throws InterruptedException {
        Recorder recorder = new Recorder();
        AtomicLong next = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < clients; client++) {
                Future<?> unused = threads.submit(() -> {
                    long request = next.getAndIncrement();
                    while (goOn.test(request)) {
                        long sent = System.nanoTime();
                        recorder.record(sent, requests.send(request));
                        request = next.getAndIncrement();
                    }
                    return null;
                });
            }
        }
        return recorder.result();
    }
}
