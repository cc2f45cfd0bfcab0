package dev.promissory.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The system over HTTP, as any client sees it. */
final class Api {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;

    Api(int port) {
        this.base = URI.create("http://localhost:" + port);
    }

    /** One answer; the body is read as JSON only when it is asked for. */
    record Answer(int status, HttpHeaders headers, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** The answer, when it has this status: otherwise the test ends here and shows it. */
        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected status " + expected + " but was " + status + ": " + text);
            }
            return this;
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, String body, String... headers) {
        return send(posting(path, body, headers));
    }

    /** Hands on the answer line by line, as it comes. */
    void postForLines(String path, String body, Consumer<String> each) {
        HttpRequest request = posting(path, body);
        HttpResponse<Stream<String>> response = send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                throw new AssertionError(request + " was answered " + response.statusCode());
            }
            lines.forEach(each);
        }
    }

    Answer put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)).build());
    }

    Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    CompletableFuture<Answer> postLater(String path, String body, String... headers) {
        return http.sendAsync(posting(path, body, headers), BodyHandlers.ofString())
                .thenApply(Api::answer);
    }

    Answer deposit(String wallet, String amount, String currency) {
        return post(
                "/wallets/" + wallet + "/deposits",
                "{\"amount\":\"" + amount + "\",\"currency\":\"" + currency + "\"}");
    }

    Answer transfer(String from, String to, String amount, String currency, String... headers) {
        return post("/wallets/" + from + "/transfers", transferBody(to, amount, currency), headers);
    }

    static String transferBody(String to, String amount, String currency) {
        return "{\"to\":\"" + to + "\",\"amount\":\"" + amount + "\",\"currency\":\"" + currency + "\"}";
    }

    /** The total of one currency in a wallet; zero when it has none of it. */
    BigDecimal total(String wallet, String currency) {
        for (JsonNode balance : get("/wallets/" + wallet).expect(200).json().get("balances")) {
            if (balance.get("currency").textValue().equals(currency)) {
                return new BigDecimal(balance.get("total").textValue());
            }
        }
        return BigDecimal.ZERO;
    }

    /** The row of one currency in /supply; null when there is none. */
    JsonNode supply(String currency) {
        for (JsonNode row : get("/supply").expect(200).json().get("currencies")) {
            if (row.get("currency").textValue().equals(currency)) {
                return row;
            }
        }
        return null;
    }

    /** Every item of a paged list. */
    List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        String cursor = "";
        do {
            JsonNode page = get(path + cursor).expect(200).json();
            page.get("items").forEach(items::add);
            JsonNode next = page.get("nextCursor");
            cursor = next.isNull() ? null : separator + "cursor=" + next.textValue();
        } while (cursor != null);
        return items;
    }

    private HttpRequest posting(String path, String body, String... headers) {
        HttpRequest.Builder builder = request(path).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return builder.build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private Answer send(HttpRequest request) {
        return answer(send(request, BodyHandlers.ofString()));
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> reader) {
        try {
            return http.send(request, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }
}
