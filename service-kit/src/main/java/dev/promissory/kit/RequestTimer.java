package dev.promissory.kit;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Times requests as {@code http.server.requests}, tagged by method, route and status. The route is the template, such
 * as {@code /wallets/{id}}, never the path: one series per wallet would grow without end. For the same reason requests
 * that match no route share one name for theirs, and methods that HTTP does not define share one name too.
 */
record RequestTimer(MeterRegistry metrics) {

    private static final String UNMATCHED = "unmatched";

    void record(Context ctx, Float elapsedMs) {
        Timer.builder("http.server.requests")
                .tag("method", method(ctx))
                .tag("route", route(ctx))
                .tag("status", Integer.toString(ctx.statusCode()))
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(metrics)
                .record(Duration.ofNanos((long) (elapsedMs * 1_000_000)));
    }

    static String route(Context ctx) {
        Endpoint matched = ctx.endpoints().lastHttpEndpoint();
        return matched == null || matched.path.isEmpty() ? UNMATCHED : matched.path;
    }

    private static String method(Context ctx) {
        HandlerType method = ctx.method();
        return HandlerType.commonHttp().contains(method) ? method.name() : "OTHER";
    }
}
