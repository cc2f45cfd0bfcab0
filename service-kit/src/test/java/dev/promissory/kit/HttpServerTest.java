package dev.promissory.kit;

import static dev.promissory.kit.Served.assertProblem;
import static dev.promissory.kit.Served.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server's own routes, its metrics, its start and its end. */
@Timeout(60)
class HttpServerTest {

    @Test
    void isReadyWhenEveryServiceIs() throws Exception {
        FakeService views = new FakeService("views", routes -> {});
        views.is(new Health(false, Map.of("state", "REBALANCING")));
        try (Served served = new Served(routes -> {}, views)) {
            HttpResponse<String> waiting = served.send("GET", "/health/ready");
            JsonNode problem = assertProblem(waiting, 503, "not-ready");
            assertThat(waiting.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(problem.get("services"))
                    .isEqualTo(json(
                            "{\"gateway\":{\"ready\":true},\"views\":{\"ready\":false,\"state\":\"REBALANCING\"}}"));
            assertThat(served.send("GET", "/health/live").statusCode()).isEqualTo(200);

            views.is(new Health(true, Map.of("state", "RUNNING")));

            HttpResponse<String> ready = served.send("GET", "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(json(ready.body()))
                    .isEqualTo(json("{\"ready\":true,\"services\":{\"gateway\":{\"ready\":true},"
                            + "\"views\":{\"ready\":true,\"state\":\"RUNNING\"}}}"));
        }
    }

    @Test
    void headIsAnsweredLikeGet() throws Exception {
        try (Served served = new Served(routes -> {})) {
            served.service.is(new Health(false, Map.of()));

            HttpResponse<String> response = served.send("HEAD", "/health/ready");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEmpty();
            assertThat(served.send("HEAD", "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void requestsAreTimedByRouteTemplate() throws Exception {
        try (Served served = new Served(routes -> routes.get("/wallets/{id}", ctx -> ctx.result("{}")))) {
            served.send("GET", "/wallets/alice");
            served.send("GET", "/wallets/bob");
            served.send("GET", "/some/where");
            served.send("BREW", "/wallets/bob");

            HttpResponse<String> metrics = served.send("GET", "/metrics");

            assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(metrics.body())
                    .contains(
                            "http_server_requests_seconds_count{method=\"GET\",route=\"/wallets/{id}\",status=\"200\"} 2",
                            "http_server_requests_seconds_count{method=\"GET\",route=\"unmatched\",status=\"404\"} 1",
                            "http_server_requests_seconds_count{method=\"OTHER\",route=\"unmatched\",status=\"405\"} 1")
                    .doesNotContain("alice", "some/where", "BREW");
        }
    }

    @Test
    void handlersRunOnVirtualThreads() throws Exception {
        try (Served served = new Served(routes -> routes.get(
                "/thread", ctx -> ctx.result("" + Thread.currentThread().isVirtual())))) {
            assertThat(served.send("GET", "/thread").body()).isEqualTo("true");
        }
    }

    @Test
    void answersOfAnyLengthArriveWhole() throws Exception {
        String digits = "0123456789".repeat(30_000);
        try (Served served = new Served(routes -> routes.get(
                "/digits/{length}",
                ctx -> ctx.result(digits.substring(0, Integer.parseInt(ctx.pathParam("length"))))))) {
            for (int length : List.of(0, 1, 2_047, 2_048, 2_049, 32_768, 100_001, 300_000)) {
                assertThat(served.send("GET", "/digits/" + length).body()).isEqualTo(digits.substring(0, length));
            }
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();

            assertThatExceptionOfType(PortInUseException.class)
                    .isThrownBy(() ->
                            HttpServer.start(port, List.of(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)))
                    .withMessage("Port " + port + " is already in use.")
                    .satisfies(e -> assertThat(e.port()).isEqualTo(port));
        }
    }

    @Test
    void aRunningRequestMayFinishWhenTheServerStops() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Served served = new Served(routes -> routes.get("/slow", ctx -> {
            running.countDown();
            mayEnd.await();
            ctx.result("done");
        }))) {
            CompletableFuture<HttpResponse<String>> answer = served.later("/slow");
            running.await();
            int port = served.server.port();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(served.server::close);
            served.awaitRefused(port);
            assertThat(stopped).isNotDone();

            mayEnd.countDown();

            assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("done");
            assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void aRequestThatNeverEndsDoesNotKeepTheServer() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (Served served = new Served(routes -> routes.get("/slow", ctx -> {
            running.countDown();
            never.await();
        }))) {
            CompletableFuture<HttpResponse<String>> answer = served.later("/slow");
            running.await();

            assertThat(CompletableFuture.runAsync(served.server::close)).succeedsWithin(Duration.ofSeconds(6));
            assertThat(answer).failsWithin(Duration.ofSeconds(10));
        } finally {
            never.countDown();
        }
    }
}
