package dev.promissory.kit;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times requests as {@code http.server.requests}, tagged by method, route and status. The route is the template, such
 * as {@code /wallets/{id}}, never the path: one series per wallet would grow without end. For the same reason requests
 * that match no route share one name for theirs, and methods that HTTP does not define share one name too.
 */
final class RequestTimer {

    private static final String UNMATCHED = "unmatched";

    private final MeterRegistry metrics;

    /** There are as many as there are series; looking one up in the registry costs more than recording into it. */
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    RequestTimer(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    private record Series(String method, String route, int status) {}

    void record(Context ctx, Float elapsedMs) {
        timers.computeIfAbsent(new Series(method(ctx), route(ctx), ctx.statusCode()), this::timer)
                .record(Duration.ofNanos((long) (elapsedMs * 1_000_000)));
    }

    private Timer timer(Series series) {
        return Timer.builder("http.server.requests")
                .tag("method", series.method())
                .tag("route", series.route())
                .tag("status", Integer.toString(series.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(metrics);
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
