package dev.promissory.kit;

import io.javalin.config.RoutesConfig;

/** One running service. It runs from the moment it exists until {@link #close()}. */
public interface Service extends AutoCloseable {

    /** A short stable name, one word in lower case: it names the service in health answers, metrics and logs. */
    String name();

    /** Adds the service's HTTP routes; called once, before the HTTP server starts. */
    default void routes(RoutesConfig routes) {}

    /** How the service is now. Called for every readiness request, so it answers at once from what it knows. */
    Health health();

    /**
     * Ends the answers that would go on for ever, and begins no more of them. The HTTP server calls it when it stops,
     * just before it waits for running requests; it returns within 2 seconds. The service itself goes on.
     */
    default void endOpenAnswers() {}

    /** Ends the service and frees what it holds. Bounded: it returns within 8 seconds, also when Kafka does not answer. */
    @Override
    void close();
}
