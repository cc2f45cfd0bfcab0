package dev.promissory.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of server-sent events, as the HTML standard describes one, except that it does not reconnect by itself. */
final class EventStream implements AutoCloseable {

    private final HttpClient client;
    private final BufferedReader lines;
    private String lastEventId = "";

    private EventStream(HttpClient client, InputStream body) {
        this.client = client;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    record Event(String id, String type, String data) {

        ObjectNode json() {
            return Json.readObject(KafkaDesk.bytes(data));
        }

        String wallet() {
            return json().get("walletId").textValue();
        }

        /** {@code wallet#sequence}: no two facts have the same. */
        String fact() {
            return wallet() + "#" + json().get("sequence").longValue();
        }
    }

    /** @param query with its question mark, or empty */
    static EventStream open(int port, String query, String... headers) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/facts/stream" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.statusCode() + ": "
                        + KafkaDesk.text(response.body().readAllBytes()));
            }
            EventStream stream = new EventStream(client, response.body());
            stream.awaitOpening();
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void awaitOpening() throws IOException {
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            take(line);
            line = lines.readLine();
        }
    }

    /** The next event; empty when the stream has ended properly. */
    Optional<Event> next() throws IOException {
        String type = "message";
        List<String> data = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                type = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data.add(line.substring("data: ".length()));
            } else if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(new Event(lastEventId, type, String.join("\n", data)));
            } else {
                take(line);
            }
        }
        return Optional.empty();
    }

    List<Event> next(int count) throws IOException {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            events.add(next().orElseThrow(() -> new AssertionError("the stream ended after " + events)));
        }
        return events;
    }

    String lastEventId() {
        return lastEventId;
    }

    private void take(String line) {
        if (line.startsWith("id: ")) {
            lastEventId = line.substring("id: ".length());
        }
    }

    /** Breaks the connection off. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
