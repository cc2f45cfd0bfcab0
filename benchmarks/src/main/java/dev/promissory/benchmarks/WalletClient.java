package dev.promissory.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The system under load, over HTTP on this machine. */
final class WalletClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String origin;
    private final String base;

    WalletClient(int port) {
        this.origin = "http://127.0.0.1:" + port;
        this.base = origin + "/wallets/";
    }

    boolean deposit(String wallet, String amount) throws InterruptedException {
        return post(wallet + "/deposits", "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}");
    }

    boolean transfer(String from, String to, String amount) throws InterruptedException {
        return post(from + "/transfers", "{\"to\":\"" + to + "\",\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}");
    }

    /** Commands, one a line; returns when all are answered. */
    void commands(String lines) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + "/commands"))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build();
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException("commands", e);
        }
    }

    /** The answer's body; empty unless it is 200. */
    Optional<String> get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return Optional.of(answer.body()).filter(body -> answer.statusCode() == 200);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean post(String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 201;
        } catch (IOException e) {
            return false;
        }
    }
}
