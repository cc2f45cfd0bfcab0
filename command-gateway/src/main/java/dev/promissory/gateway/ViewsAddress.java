package dev.promissory.gateway;

import java.net.URI;

/** Where a gateway finds the views, which it asks for facts that prove what is to be reversed. */
public sealed interface ViewsAddress {

    /** Nowhere: what needs them is refused. */
    record Nowhere() implements ViewsAddress {}

    /** In the gateway's own process, behind the port that the request came in by. */
    record SamePort() implements ViewsAddress {}

    /** @param base scheme, host and port, and a path if a proxy wants one; without a slash at the end */
    record At(URI base) implements ViewsAddress {}

    /**
     * Reads {@code http://host:8081}; a slash at the end changes nothing.
     *
     * @throws IllegalArgumentException with one clear sentence, when the text is no such address
     */
    static ViewsAddress parse(String text) {
        URI uri;
        try {
            uri = URI.create(text.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("views must be a URL such as http://localhost:8081: " + text, e);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean more = uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null;
        if (!http || uri.getHost() == null || more) {
            throw new IllegalArgumentException(
                    "views must be a URL of scheme, host and port such as http://localhost:8081");
        }
        return new At(uri);
    }
}
