package dev.promissory.kit;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a service says that it is broken beyond repair. The launcher waits on {@link #future()} and ends
 * the process with a non-zero exit and the cause: a half-dead process that still answers would be worse than none.
 * Safe to call from any thread.
 */
public final class Fatal implements Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Fatal.class);

    private final CompletableFuture<Report> first = new CompletableFuture<>();

    /** Which service broke, and why. */
    public record Report(String service, Throwable cause) {
        public Report {
            Objects.requireNonNull(service, "service");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * Reports a broken service. The first report is the one that counts, since what follows is mostly its consequence;
     * every report is logged with its stack trace, so none is lost.
     */
    @Override
    public void report(String service, Throwable cause) {
        LOG.error("{} is broken, the process must end", service, cause);
        first.complete(new Report(service, cause));
    }

    /** Completes with the first report and never fails. Each caller gets its own copy, so nobody can complete another's. */
    public CompletableFuture<Report> future() {
        return first.copy();
    }
}
