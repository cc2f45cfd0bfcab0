package dev.promissory.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's endpoint: takes deliveries, or does not, and checks every signature by itself. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "what only the two of us know";

    /** Instead of a status: the answer never comes. */
    static final int STALL = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Guarded by this: every request in the order in which it was answered. */
    private final List<Delivery> deliveries = new ArrayList<>();

    private volatile ToIntFunction<Delivery> answers = delivery -> 200;

    /** @param status it was answered with; {@link #STALL} when it was not */
    record Delivery(String webhook, String place, String fact, int attempt, boolean signed, String body, int status) {

        String wallet() {
            return fact.substring(0, fact.indexOf('#'));
        }

        long sequence() {
            return Long.parseLong(fact.substring(fact.indexOf('#') + 1));
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean taken() {
            return status >= 200 && status < 300;
        }

        private Delivery answered(int with) {
            return new Delivery(webhook, place, fact, attempt, signed, body, with);
        }
    }

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    /** Decides from now on what is answered. */
    void answer(ToIntFunction<Delivery> how) {
        answers = how;
    }

    /** A registration at this receiver, open for more members. */
    String registration(String id, String more) {
        return "{\"id\":\"" + id + "\",\"url\":\"" + url() + "\",\"secret\":\"" + SECRET + "\"" + more + "}";
    }

    synchronized List<Delivery> all(String webhook) {
        return deliveries.stream()
                .filter(each -> each.webhook().equals(webhook))
                .toList();
    }

    /** What it took, by wallet: each fact's sequence where it was taken for the first time. */
    Map<String, List<Long>> taken(String webhook) {
        Map<String, List<Long>> taken = new LinkedHashMap<>();
        for (Delivery each : all(webhook)) {
            List<Long> sequences = taken.computeIfAbsent(each.wallet(), wallet -> new ArrayList<>());
            if (each.taken() && !sequences.contains(each.sequence())) {
                sequences.add(each.sequence());
            }
        }
        return taken;
    }

    List<Long> taken(String webhook, String wallet) {
        return taken(webhook).getOrDefault(wallet, List.of());
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Delivery delivery = read(exchange);
            int status = answers.applyAsInt(delivery);
            synchronized (this) {
                deliveries.add(delivery.answered(status));
            }
            if (status == STALL) {
                closed.await();
            } else {
                exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Delivery read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String signature = "v1=" + hmac(header(exchange, "Promissory-Timestamp") + "." + text(body));
        return new Delivery(
                header(exchange, "Promissory-Webhook-Id"),
                header(exchange, "Promissory-Delivery"),
                header(exchange, "Promissory-Fact"),
                Integer.parseInt(header(exchange, "Promissory-Attempt")),
                signature.equals(header(exchange, "Promissory-Signature")),
                text(body),
                STALL);
    }

    private static String hmac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
