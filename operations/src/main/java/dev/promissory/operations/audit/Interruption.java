package dev.promissory.operations.audit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a signal, such as Ctrl-C, end the audit in order: what it has written to disk is deleted before the process is gone. */
final class Interruption implements AutoCloseable {

    /** The way from a record to the end is short. */
    private static final long PATIENCE_MS = 5_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::signalled, "audit-interruption");
    private volatile Runnable stop = () -> {};

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param stop makes the audit end soon; called from another thread */
    void onSignal(Runnable stop) {
        this.stop = stop;
    }

    private void signalled() {
        stop.run();
        try {
            ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: that is what the hook waits for.
        }
    }
}
