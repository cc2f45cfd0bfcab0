package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the views. Whatever keeps them from an answer is one problem, {@code views-unavailable}: try again. */
final class ViewsClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewsClient.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ViewsAddress address;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            // The views speak nothing newer; asking them for it costs an exchange of headers each time.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** @param timeout of one question, until the last byte of its answer */
    ViewsClient(ViewsAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * What the views show at this path.
     *
     * @param ownPort that the gateway was asked at
     * @param unknown the codes by which they say that they know no such thing: the answer is then empty
     * @throws ProblemException {@code views-not-configured} or {@code views-unavailable}
     */
    Optional<ObjectNode> ask(int ownPort, String path, Set<String> unknown) {
        HttpResponse<byte[]> answer = send(URI.create(base(ownPort) + path));
        Optional<ObjectNode> body = Json.ifReadable(answer.body(), Json::readObject);
        if (answer.statusCode() == 200 && body.isPresent()) {
            return body;
        }
        String code = body.map(problem -> problem.path("code").asText()).orElse("");
        if (unknown.contains(code)) {
            return Optional.empty();
        }
        LOG.warn("The views answer {} with {} {}", path, answer.statusCode(), code);
        throw unavailable();
    }

    /** What they showed makes no sense. */
    static ProblemException unusable(String path, UnreadableException problem) {
        LOG.warn("What the views show at {} cannot be used: {}", path, problem.getMessage());
        return unavailable();
    }

    static ProblemException unavailable() {
        return new ProblemException(GatewayCode.VIEWS_UNAVAILABLE.problem().withRetryAfter(SOON));
    }

    /** Ends questions that are under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    private String base(int ownPort) {
        return switch (address) {
            case ViewsAddress.Nowhere nowhere -> throw new ProblemException(GatewayCode.VIEWS_NOT_CONFIGURED.problem());
            case ViewsAddress.SamePort samePort -> "http://127.0.0.1:" + ownPort;
            case ViewsAddress.At(URI uri) -> uri.toString();
        };
    }

    private HttpResponse<byte[]> send(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        // The client's own time-out ends with the headers; a body that never ends must not be waited for either.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            LOG.warn("The views cannot be asked for {}: {}", uri, e.getCause().toString());
            throw unavailable();
        } catch (TimeoutException e) {
            answer.cancel(true);
            LOG.warn("The views have not answered {} within {} ms", uri, timeout.toMillis());
            throw unavailable();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }
}
