package dev.promissory.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The system under load, over HTTP on this machine. */
final class WalletClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;

    WalletClient(int port) {
        this.base = "http://127.0.0.1:" + port + "/wallets/";
    }

    boolean deposit(String wallet, String amount) throws InterruptedException {
        return post(wallet + "/deposits", "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}");
    }

    boolean transfer(String from, String to, String amount) throws InterruptedException {
        return post(from + "/transfers", "{\"to\":\"" + to + "\",\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}");
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
