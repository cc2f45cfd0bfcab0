package dev.promissory.benchmarks.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that make requests. Real ones: for each answer that a virtual one waits for, two other threads are woken,
 * which cost as much as the request itself, on processors that the system under load needs (see
 * {@link dev.promissory.benchmarks.http.Site}).
 */
public final class Clients {

    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("client-", 0).factory();

    private Clients() {}

    /** One for each task. */
    public static ExecutorService each() {
        return Executors.newThreadPerTaskExecutor(THREADS);
    }

    /** As many as have something to do, the last one used first. Whoever brings a task waits while all of them are busy. */
    public static ExecutorService atMost(int count) {
        return new ThreadPoolExecutor(
                0, count, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), THREADS, Clients::waitForOne);
    }

    private static void waitForOne(Runnable task, ThreadPoolExecutor threads) {
        if (threads.isShutdown()) {
            throw new RejectedExecutionException("no more requests are made");
        }
        try {
            threads.getQueue().put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }
}
