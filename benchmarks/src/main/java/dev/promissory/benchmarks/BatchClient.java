package dev.promissory.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** The system under load by batches of deposits, over HTTP on this machine. */
final class BatchClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Of the command ids: another run's commands are others. */
    private final String run = UUID.randomUUID().toString();

    private final URI commands;
    private final int lines;
    private final int wallets;

    /** @param lines how many commands a batch has */
    BatchClient(int port, int lines, int wallets) {
        this.commands = URI.create("http://127.0.0.1:" + port + "/commands");
        this.lines = lines;
        this.wallets = wallets;
    }

    /** Sends one batch, one deposit after the other into all wallets; whether every line was accepted. */
    boolean deposit(long batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(commands)
                .timeout(Duration.ofMinutes(2))
                .POST(BodyPublishers.ofString(body(batch)))
                .build();
        try (Stream<String> answers = http.send(request, BodyHandlers.ofLines()).body()) {
            return answers.filter(line -> line.contains("\"status\":\"accepted\""))
                            .count()
                    == lines;
        } catch (IOException e) {
            return false;
        }
    }

    private String body(long batch) {
        StringBuilder body = new StringBuilder(lines * 160);
        for (int line = 0; line < lines; line++) {
            body.append("{\"type\":\"Deposit\",\"commandId\":\"%s-%d-%d\",\"walletId\":\"bench-%d\","
                            .formatted(run, batch, line, (batch + line) % wallets))
                    .append("\"amount\":\"1.00\",\"currency\":\"EUR\"}\n");
        }
        return body.toString();
    }
}
