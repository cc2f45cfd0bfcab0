package dev.promissory.benchmarks;

import dev.promissory.benchmarks.http.Site;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which running system is measured. */
final class SystemOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The gateway, and unless --views-url says otherwise the views too. Default:"
                    + " http://127.0.0.1:8080.")
    private Optional<URI> url = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "Short for --url http://127.0.0.1:PORT.")
    private int port = 8080;

    @Option(names = "--views-url", paramLabel = "URL", description = "The views, where they have a port of their own.")
    private Optional<URI> viewsUrl = Optional.empty();

    URI gatewayUrl() {
        return url.orElseGet(() -> URI.create("http://127.0.0.1:" + port));
    }

    Site gateway(int connections) {
        return new Site(gatewayUrl(), connections);
    }

    Site views(int connections) {
        return new Site(viewsUrl.orElseGet(this::gatewayUrl), connections);
    }
}
