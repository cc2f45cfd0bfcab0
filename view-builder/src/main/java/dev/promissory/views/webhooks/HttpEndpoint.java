package dev.promissory.views.webhooks;

import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.webhooks.Endpoint.Answer.Refused;
import dev.promissory.views.webhooks.Endpoint.Answer.Taken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Posts facts over HTTP/1.1. Only a 2xx takes a fact: a redirect is not followed, since the signed fact would go to
 * somebody nobody registered. The whole exchange has one time-out, so an endpoint can keep nothing waiting.
 */
final class HttpEndpoint implements Endpoint, AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Statuses whose {@code Retry-After} says when there will be room again. */
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private static final int MAX_ERROR_LENGTH = 200;

    private final Connections connections;
    private final Duration timeout;
    private final Clock clock;

    /** @param registered the generations of all webhooks there are */
    HttpEndpoint(Duration timeout, Clock clock, Supplier<Set<String>> registered) {
        this.connections =
                new Connections(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT, registered);
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public Answer post(Webhook webhook, FeedFact fact, int attempt) throws InterruptedException {
        HttpClient client = connections.of(webhook);
        CompletableFuture<HttpResponse<Void>> exchange =
                client.sendAsync(request(webhook, fact, attempt), head -> new DiscardedBody());
        try {
            return answer(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Refused("no answer within " + timeout.toMillis() + " ms", Optional.empty());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException)) {
                // Such as an ill-formed length: the client gave up before anybody was told to close the connection.
                connections.end(webhook, client);
            }
            return new Refused(error(e.getCause()), Optional.empty());
        } finally {
            // Without effect on one that has ended; any other would keep its connection.
            exchange.cancel(true);
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    private HttpRequest request(Webhook webhook, FeedFact fact, int attempt) {
        long now = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(webhook.target().url())
                .POST(BodyPublishers.ofByteArray(fact.value()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "Promissory-Webhook")
                .header("Promissory-Webhook-Id", webhook.id())
                .header("Promissory-Delivery", FactPlace.of(fact).toString())
                .header("Promissory-Fact", fact.walletId() + "#" + fact.sequence())
                .header("Promissory-Attempt", Integer.toString(attempt))
                .header("Promissory-Timestamp", Long.toString(now))
                .header("Promissory-Signature", Signature.of(webhook.target().secret(), now, fact.value()))
                .build();
    }

    private static Answer answer(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Taken(status);
        }
        Optional<Duration> retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(text -> BUSY.contains(status) && SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        return new Refused("status " + status, retryAfter);
    }

    private static String error(Throwable cause) {
        String text = cause instanceof ConnectException
                ? "cannot connect"
                : cause.getClass().getSimpleName();
        if (cause.getMessage() != null) {
            text += ": " + cause.getMessage();
        }
        return text.length() <= MAX_ERROR_LENGTH ? text : text.substring(0, MAX_ERROR_LENGTH);
    }
}
