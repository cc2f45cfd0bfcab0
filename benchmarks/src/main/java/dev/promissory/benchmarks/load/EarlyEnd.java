package dev.promissory.benchmarks.load;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Hears the signal that is to end the process (Ctrl-C), and keeps the process until what has to be put in order is. From
 * then on it is true.
 */
public final class EarlyEnd implements BooleanSupplier, AutoCloseable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean wanted;

    private EarlyEnd(String said) {
        this.hook = new Thread(() -> end(said), "early-end");
    }

    /** @param said on standard error when the signal comes */
    public static EarlyEnd watch(String said) {
        EarlyEnd early = new EarlyEnd(said);
        Runtime.getRuntime().addShutdownHook(early.hook);
        return early;
    }

    @Override
    public boolean getAsBoolean() {
        return wanted;
    }

    private void end(String said) {
        wanted = true;
        System.err.println();
        System.err.println(said);
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything is in order; the process may go. */
    @Override
    public void close() {
        done.countDown();
        if (!wanted) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal has come between the two lines: the hook runs, and no longer waits.
                wanted = true;
            }
        }
    }
}
