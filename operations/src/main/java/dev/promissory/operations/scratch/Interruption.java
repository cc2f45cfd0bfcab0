package dev.promissory.operations.scratch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a signal, such as Ctrl-C, end a tool in order: what it has written to disk is deleted before the process is gone. */
public final class Interruption implements AutoCloseable {

    /** The way from a record to the end is short. */
    private static final long PATIENCE_MS = 5_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::signalled, "interruption");
    private volatile Runnable stop = () -> {};

    public Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @param stop makes the tool end soon; called from another thread */
    public void onSignal(Runnable stop) {
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
