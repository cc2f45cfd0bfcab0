package dev.promissory.views.stream;

import dev.promissory.kit.ClientConnection;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Who reads a stream. What is written to it blocks until the network has taken it, but only until a deadline. */
final class StreamClient {

    private final OutputStream out;
    private final Runnable cut;
    private final Duration patience;

    /** When the write under way must be over; null while there is none. */
    private volatile Long deadlineNanos;

    private volatile boolean slow;

    /**
     * @param cut ends the connection, so that a write under way fails
     * @param patience how long one write may take
     */
    StreamClient(OutputStream out, Runnable cut, Duration patience) {
        this.out = out;
        this.cut = cut;
        this.patience = patience;
    }

    static StreamClient of(Context ctx, Duration patience) throws IOException {
        return new StreamClient(ctx.res().getOutputStream(), ClientConnection.of(ctx)::cut, patience);
    }

    /** @throws IOException when the client has gone or was cut off */
    void write(byte[] chunk) throws IOException {
        deadlineNanos = System.nanoTime() + patience.toNanos();
        try {
            out.write(chunk);
            out.flush();
        } finally {
            deadlineNanos = null;
        }
    }

    /** Cuts the client off when its write is over time; whatever it has read of it meanwhile does not count. */
    void cutWhenLate() {
        Long deadline = deadlineNanos;
        if (deadline != null && System.nanoTime() - deadline > 0) {
            slow = true;
            cut.run();
        }
    }

    void cut() {
        cut.run();
    }

    /** Whether it was cut off for being late. */
    boolean isSlow() {
        return slow;
    }
}
