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
 * down, and never to anything else. For one thread.
 */
final class HttpSource implements AutoCloseable {

    private static final int MAX_BYTES = 1 << 20;

    /** What may be otherwise a moment later, although the server says it is the request's fault. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final HttpRequest request;
    private final Duration timeout;
    private HttpClient client;

    HttpSource(URI url, Duration timeout) {
        this.timeout = timeout;
        this.request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("User-Agent", "promissory-rates")
                .build();
        this.client = client();
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
            // A head that makes no sense to the client leaves its connection open, and nothing but this closes it.
            client.shutdownNow();
            client = client();
            throw explained(e.getCause());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(Redirect.NORMAL)
                // One request a minute has no use for more, and some plain servers stumble over the offer to upgrade.
                .version(Version.HTTP_1_1)
                .build();
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

    /** Whatever the client stumbles over is the answer's fault: an ill-formed length comes as a bad number, for one. */
    private SourceException explained(Throwable cause) {
        // What fails inside the body's subscriber comes wrapped.
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SourceException told) {
                return told;
            }
        }
        if (cause instanceof Error broken) {
            throw broken;
        }
        if (cause instanceof HttpTimeoutException) {
            return tooSlow();
        }
        String what = cause.getClass().getSimpleName();
        if (cause instanceof IOException) {
            String said = cause.getMessage() == null ? "" : ", " + cause.getMessage();
            return new SourceException(Fault.UNREACHABLE, "it cannot be reached: " + what + said);
        }
        // Its message may repeat the address of a redirect, and that the key of the URL.
        return new SourceException(Fault.UNREADABLE, "the answer is no HTTP that makes sense: " + what);
    }

    private SourceException tooSlow() {
        return new SourceException(Fault.TOO_SLOW, "it did not answer in full within " + timeout.toMillis() + " ms");
    }
}
