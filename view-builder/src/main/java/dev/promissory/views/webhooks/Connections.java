package dev.promissory.views.webhooks;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * One HTTP client for each webhook. An endpoint can answer so badly that the client loses the connection without
 * closing it; then the whole client has to go, and no other webhook's connections with it. Safe for use by several
 * threads.
 */
final class Connections implements AutoCloseable {

    private final Duration connectTimeout;
    private final Supplier<Set<String>> registered;
    private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentMap<String, HttpClient> byGeneration = new ConcurrentHashMap<>();

    /** @param registered the generations of all webhooks there are */
    Connections(Duration connectTimeout, Supplier<Set<String>> registered) {
        this.connectTimeout = connectTimeout;
        this.registered = registered;
    }

    /** Made with its first use; those of webhooks that are gone are ended. */
    HttpClient of(Webhook webhook) {
        HttpClient known = byGeneration.get(webhook.generation());
        if (known != null) {
            return known;
        }
        Set<String> there = registered.get();
        byGeneration.forEach((generation, client) -> {
            if (!there.contains(generation)) {
                end(generation, client);
            }
        });
        return byGeneration.computeIfAbsent(webhook.generation(), generation -> open());
    }

    /** Ends this client and all its connections; what is under way on them fails. The next use makes another. */
    void end(Webhook webhook, HttpClient spoilt) {
        end(webhook.generation(), spoilt);
    }

    @Override
    public void close() {
        byGeneration.forEach(this::end);
    }

    private void end(String generation, HttpClient client) {
        byGeneration.remove(generation, client);
        client.shutdownNow();
    }

    private HttpClient open() {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(executor)
                .build();
    }
}
