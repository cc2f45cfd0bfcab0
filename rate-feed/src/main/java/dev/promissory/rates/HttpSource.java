package dev.promissory.rates;

import dev.promissory.rates.SourceException.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One HTTP source. A request takes no longer than the time-out, from connecting to the last byte of the answer, and no
 * answer is longer than 1 MiB. Redirects are followed within http or within https, and up from http to https; never
 * down, and never to anything else.
 */
final class HttpSource implements AutoCloseable {

    private static final int MAX_BYTES = 1 << 20;

    /** What may be otherwise a moment later, although the server says it is the request's fault. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final HttpRequest request;
    private final Duration timeout;
    private final HttpClient client;

    HttpSource(URI url, Duration timeout) {
        this.timeout = timeout;
        this.request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("User-Agent", "promissory-rates")
                .build();
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(Redirect.NORMAL)
                // One request a minute has no use for more, and some plain servers stumble over the offer to upgrade.
                .version(Version.HTTP_1_1)
                .build();
    }

    /**
     * The body of one answer.
     *
     * @throws SourceException when there is none with status 200, in time and of bounded length
     */
    byte[] fetch() throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, LimitedBody.of(MAX_BYTES));
        try {
            // The request's own time-out ends with the headers; this one also ends a body that only drips.
            return body(asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw tooSlow();
        } catch (InterruptedException e) {
            asked.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw explained(e.getCause());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static byte[] body(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            return response.body();
        }
        String redirect = status >= 300 && status < 400 ? ", to where it is not followed" : "";
        boolean passing = status >= 500 || PASSING.contains(status);
        throw new SourceException(Fault.BAD_STATUS, "it answered with status " + status + redirect, passing);
    }

    private RuntimeException explained(Throwable cause) {
        // What fails inside the body's subscriber comes wrapped.
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SourceException told) {
                return told;
            }
        }
        if (cause instanceof HttpTimeoutException) {
            return tooSlow();
        }
        if (cause instanceof IOException) {
            String said = cause.getMessage() == null ? "" : ", " + cause.getMessage();
            return new SourceException(
                    Fault.UNREACHABLE,
                    "it cannot be reached: " + cause.getClass().getSimpleName() + said);
        }
        return new IllegalStateException("The HTTP client failed", cause);
    }

    private SourceException tooSlow() {
        return new SourceException(Fault.TOO_SLOW, "it did not answer in full within " + timeout.toMillis() + " ms");
    }
}
