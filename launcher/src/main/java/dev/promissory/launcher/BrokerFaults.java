package dev.promissory.launcher;

import java.util.concurrent.CompletableFuture;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;

/**
 * What the server's parts call when something broke in them. Every fault is logged; the first that Kafka calls fatal
 * also completes {@link #fatal()}, where Kafka's own handler would halt the process.
 */
final class BrokerFaults implements FaultHandlerFactory {
    private final CompletableFuture<Void> fatal = new CompletableFuture<>();

    /** Never completes normally. */
    CompletableFuture<Void> fatal() {
        return fatal;
    }

    @Override
    public FaultHandler build(String part, boolean isFatal, Runnable action) {
        FaultHandler logging = new LoggingFaultHandler(part, action);
        if (!isFatal) {
            return logging;
        }
        return (message, cause) -> {
            RuntimeException fault = logging.handleFault(part + ": " + message, cause);
            fatal.completeExceptionally(fault);
            return fault;
        };
    }
}
