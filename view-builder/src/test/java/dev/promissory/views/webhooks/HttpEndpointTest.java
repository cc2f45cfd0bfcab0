package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.promissory.views.webhooks.Endpoint.Answer;
import dev.promissory.views.webhooks.Endpoint.Answer.Refused;
import dev.promissory.views.webhooks.Endpoint.Answer.Taken;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpEndpointTest {

    private final List<HttpExchange> received = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    /** What the receiver does after it has read the request. */
    private interface Receiver {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void hangUp() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aFactIsPostedAsItIsRecordedAndSigned() throws InterruptedException {
        assertThat(post(exchange -> exchange.sendResponseHeaders(204, -1))).isEqualTo(new Taken(204));

        HttpExchange request = received.getFirst();
        assertThat(request.getRequestMethod()).isEqualTo("POST");
        assertThat(request.getProtocol()).isEqualTo("HTTP/1.1");
        assertThat(bodies.getFirst()).isEqualTo(Examples.fact(3, 17, "alice", 4).value());
        assertThat(header("Content-Type")).isEqualTo("application/json");
        assertThat(header("Promissory-Webhook-Id")).isEqualTo("hook");
        assertThat(header("Promissory-Delivery")).isEqualTo("3@17");
        assertThat(header("Promissory-Fact")).isEqualTo("alice#4");
        assertThat(header("Promissory-Attempt")).isEqualTo("2");
        assertThat(header("Promissory-Timestamp")).isEqualTo("1795449600");
        assertThat(header("Promissory-Signature")).isEqualTo(SignatureTest.EXAMPLE);
    }

    @Test
    void onlyA2xxTakesAFactAndARedirectIsNotFollowed() throws InterruptedException {
        assertThat(post(exchange -> exchange.sendResponseHeaders(200, -1))).isEqualTo(new Taken(200));
        for (int status : new int[] {301, 302, 307, 400, 401, 404, 410, 500}) {
            assertThat(post(exchange -> {
                        exchange.getResponseHeaders().set("Location", "/elsewhere");
                        exchange.sendResponseHeaders(status, -1);
                    }))
                    .isEqualTo(new Refused("status " + status, Optional.empty()));
        }
        assertThat(received)
                .hasSize(9)
                .allMatch(exchange -> !exchange.getRequestURI().getPath().equals("/elsewhere"));
    }

    @Test
    void aBusyEndpointSaysInSecondsWhenToComeBack() throws InterruptedException {
        assertThat(refusedWith(429, "120").retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(refusedWith(503, "1").retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(refusedWith(500, "120").retryAfter()).isEmpty();
        assertThat(refusedWith(503, "Wed, 21 Oct 2026 07:28:00 GMT").retryAfter())
                .isEmpty();
        assertThat(refusedWith(503, "-1").retryAfter()).isEmpty();
        assertThat(refusedWith(503, "99999999999999999999").retryAfter()).isEmpty();
    }

    @Test
    void anEndpointThatStallsIsLeftAfterTheTimeout() throws InterruptedException {
        assertThat(post(Duration.ofMillis(300), exchange -> end.await()))
                .isEqualTo(new Refused("no answer within 300 ms", Optional.empty()));
        // Also in the middle of its answer.
        assertThat(post(Duration.ofMillis(300), exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    end.await();
                }))
                .isEqualTo(new Refused("no answer within 300 ms", Optional.empty()));
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws InterruptedException {
        assertThat(post(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream out = exchange.getResponseBody()) {
                        while (end.getCount() > 0) {
                            out.write(new byte[8_192]);
                        }
                    }
                }))
                .isEqualTo(new Taken(200));
    }

    @Test
    void nobodyThereIsARefusalToo() throws InterruptedException {
        int port = server.getAddress().getPort();
        server.stop(0);
        try (HttpEndpoint endpoint = endpoint(Duration.ofSeconds(10))) {
            Answer answer = endpoint.post(webhook(port), Examples.fact(3, 17, "alice", 4), 1);
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.error()).contains("connect"));
        }
    }

    @Test
    void anAnswerThatIsNoHttpLeavesNoConnectionOpenAndTheNextOneCounts() throws Exception {
        try (RawReceiver receiver = new RawReceiver();
                HttpEndpoint endpoint = endpoint(Duration.ofSeconds(20))) {
            for (String length : List.of("abc", "5, 5", "99999999999999999999")) {
                receiver.answerNext("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
                assertThat(endpoint.post(webhook(receiver.port()), Examples.fact(3, 17, "alice", 4), 1))
                        .isInstanceOf(Refused.class);
            }
            receiver.assertAllHungUp();

            receiver.answerNext("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(endpoint.post(webhook(receiver.port()), Examples.fact(3, 17, "alice", 4), 1))
                    .isEqualTo(new Taken(204));
        }
    }

    private Refused refusedWith(int status, String retryAfter) throws InterruptedException {
        return (Refused) post(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
        });
    }

    private Answer post(Receiver receiver) throws InterruptedException {
        return post(Duration.ofSeconds(20), receiver);
    }

    private Answer post(Duration timeout, Receiver receiver) throws InterruptedException {
        var context = server.createContext("/hook", exchange -> {
            received.add(exchange);
            bodies.add(exchange.getRequestBody().readAllBytes());
            try (exchange) {
                receiver.answer(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (HttpEndpoint endpoint = endpoint(timeout)) {
            return endpoint.post(webhook(server.getAddress().getPort()), Examples.fact(3, 17, "alice", 4), 2);
        } finally {
            server.removeContext(context);
        }
    }

    private static HttpEndpoint endpoint(Duration timeout) {
        return new HttpEndpoint(timeout, Clock.fixed(Examples.NOW, ZoneOffset.UTC), Set::of);
    }

    private static Webhook webhook(int port) {
        return Examples.webhook("hook", "http://localhost:" + port + "/hook");
    }

    private String header(String name) {
        return received.getFirst().getRequestHeaders().getFirst(name);
    }
}
