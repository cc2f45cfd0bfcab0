package dev.promissory.benchmarks.http;

import dev.promissory.benchmarks.load.Ending;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * One HTTP server of the system under load, over connections that are kept. Nothing is repeated and nothing thrown: an
 * answer that did not come is one of the endings.
 *
 * <p>A client that costs as much as the server measures itself. Against a server that does nothing, 64 at once on two
 * cores, this one takes 16 µs of CPU a request; the JDK's HttpClient took 97-185, HttpURLConnection 65-77, Jetty's 55-92.
 * Beside {@code run} on the same two cores it took 70-85 µs a {@code GET} when virtual threads called it, and 33 with real
 * ones: for each answer to the former a poller and a carrier are woken, with seven changes of threads instead of one.
 */
public final class Site implements AutoCloseable {

    /** Longer than the gateway lets anyone wait: then it is the gateway that says so. */
    private static final Timeout PATIENCE = Timeout.ofSeconds(30);

    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    private final CloseableHttpClient http;
    private final String origin;

    /** @param connections at most */
    public Site(URI url, int connections) {
        String text = url.toString();
        this.origin = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(connections)
                .setMaxConnPerRoute(connections)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(PATIENCE)
                        .build())
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(PATIENCE)
                        .setResponseTimeout(PATIENCE)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** @param path with its query */
    public Answer get(String path) {
        return send(new HttpGet(origin + path));
    }

    public Answer post(String path, byte[] body, ContentType type) {
        HttpPost request = new HttpPost(origin + path);
        request.setEntity(new ByteArrayEntity(body, type));
        return send(request);
    }

    private Answer send(ClassicHttpRequest request) {
        try {
            return http.execute(request, Site::read);
        } catch (ConnectException e) {
            return Answer.none(Ending.CONNECTION_REFUSED);
        } catch (SocketTimeoutException | ConnectionRequestTimeoutException e) {
            return Answer.none(Ending.TIMED_OUT);
        } catch (IOException e) {
            return Answer.none(Ending.CONNECTION_BROKEN);
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        byte[] body = EntityUtils.toByteArray(response.getEntity());
        return new Answer(Ending.ofStatus(response.getCode()), body == null ? new byte[0] : body);
    }

    @Override
    public String toString() {
        return origin;
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
    }
}
