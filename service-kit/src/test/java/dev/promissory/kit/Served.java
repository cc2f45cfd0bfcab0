package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A server on a free port with one service, and the ways tests talk to it. */
final class Served implements AutoCloseable {

    final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final FakeService service;
    final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Served(Consumer<RoutesConfig> routes, Service... others) {
        service = new FakeService("gateway", routes);
        List<Service> services = new ArrayList<>(List.of(service));
        services.addAll(List.of(others));
        server = HttpServer.start(0, services, metrics);
    }

    CompletableFuture<HttpResponse<String>> later(String path) {
        return client.sendAsync(request(path).build(), BodyHandlers.ofString());
    }

    /** Waits until nobody accepts connections on the port. */
    void awaitRefused(int port) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                Thread.onSpinWait();
            } catch (IOException refused) {
                return;
            }
        }
        throw new AssertionError("Port " + port + " still accepts");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, BodyPublishers.noBody()).build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    /** Sends bytes that no HTTP client would send, and reads until the server closes the connection. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(String text) throws IOException {
        return JsonMapper.builder().build().readTree(text);
    }

    static JsonNode assertProblem(HttpResponse<String> response, int status, String code) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(Problem.CONTENT_TYPE);
        assertThat(response.headers().firstValue("Server")).isEmpty();
        return assertProblemBody(response.body(), status, code);
    }

    static void assertRawProblem(String response, int status, String code) throws IOException {
        assertThat(response).startsWith("HTTP/1.1 " + status + " ");
        String[] parts = response.split("\r\n\r\n", 2);
        assertThat(parts[0]).containsIgnoringCase("Content-Type: " + Problem.CONTENT_TYPE);
        assertThat(parts[0].toLowerCase(Locale.ROOT)).doesNotContain("\nserver:");
        assertProblemBody(parts[1], status, code);
    }

    private static JsonNode assertProblemBody(String body, int status, String code) throws IOException {
        assertThat(body).doesNotContain("<html", "\tat ", "Exception");
        JsonNode problem = json(body);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("type").asText()).isEqualTo("urn:promissory:problem:" + code);
        assertThat(problem.get("title").asText()).isNotBlank();
        assertThat(problem.get("detail").asText()).isNotBlank();
        return problem;
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
