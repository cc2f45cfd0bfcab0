package dev.promissory.kit;

import dev.promissory.protocol.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What operators and machines ask of every service: is it alive, is it ready, how is it doing. */
record OperatorRoutes(List<Service> services, PrometheusMeterRegistry metrics) {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    void register(RoutesConfig routes) {
        routes.get("/health/live", OperatorRoutes::live);
        routes.get("/health/ready", this::ready);
        routes.get("/metrics", ctx -> ctx.contentType(PROMETHEUS_TEXT).result(metrics.scrape(PROMETHEUS_TEXT)));
    }

    /** Whoever answers is alive. A process that is broken beyond repair ends, see {@link Fatal}. */
    private static void live(Context ctx) {
        ctx.contentType("application/json").result(Json.write(Map.of("live", true)));
    }

    private void ready(Context ctx) {
        boolean allReady = true;
        Map<String, Object> states = new LinkedHashMap<>();
        for (Service service : services) {
            Health health = service.health();
            allReady &= health.ready();
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("ready", health.ready());
            state.putAll(health.details());
            states.put(service.name(), state);
        }
        if (allReady) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("ready", true);
            document.put("services", states);
            ctx.contentType("application/json").result(Json.write(document));
        } else {
            ServerCode.NOT_READY
                    .problem()
                    .withRetryAfter(Duration.ofSeconds(1))
                    .answer(ctx, Map.of("ready", false, "services", states));
        }
    }
}
