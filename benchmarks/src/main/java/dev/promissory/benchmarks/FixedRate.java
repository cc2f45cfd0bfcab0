package dev.promissory.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Requests that are due one after the other at a fixed interval, whether or not earlier ones have been answered. */
final class FixedRate {

    private final WalletRequests requests;
    private final int rate;

    FixedRate(WalletRequests requests, int rate) {
        this.requests = requests;
        this.rate = rate;
    }

    Result run(Duration duration) {
        long count = duration.toMillis() * rate / 1_000;
        long intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        Recorder recorder = new Recorder();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long request = 0; request < count; request++) {
                long due = begin + request * intervalNanos;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long number = request;
                Future<?> unused = threads.submit(() -> {
                    recorder.record(due, requests.send(number));
                    return null;
                });
            }
        }
        return recorder.result();
    }
}
