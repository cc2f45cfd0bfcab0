package dev.promissory.kit;

import java.time.Duration;

/** The one table from a status that the server itself answers with, outside any handler, to its problem. */
final class ServerProblems {

    private ServerProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "malformed-request", "The request is not valid HTTP: see its URL and headers.");
            case 404 -> Problem.of(404, "not-found", "There is nothing at this path.");
            case 405 -> Problem.of(405, "method-not-allowed", "This path does not take this method: see Allow.");
            case 408 -> Problem.of(408, "request-timeout", "The request did not arrive in time: send it again.");
            case 413 -> Problem.of(413, "command-too-large", "The request body is too long.");
            case 414 -> Problem.of(414, "uri-too-long", "The URL is too long.");
            case 415 -> Problem.of(415, "unsupported-media-type", "The request body must be JSON.");
            case 426 -> Problem.of(426, "upgrade-required", "This server speaks plain HTTP only.");
            case 431 -> Problem.of(431, "headers-too-large", "The request's headers are longer than 8 KiB together.");
            case 500 -> Problem.of(500, "internal-error", "The server failed on this request; its log says why.");
            case 501 -> Problem.of(501, "not-implemented", "The server does not know this method.");
            case 503 ->
                Problem.of(503, "unavailable", "The server cannot answer now: try again.")
                        .withRetryAfter(Duration.ofSeconds(1));
            case 505 -> Problem.of(505, "http-version-not-supported", "The server speaks HTTP/1.0 and HTTP/1.1.");
            default -> Problem.of(status, "http-" + status, "The server refused this request.");
        };
    }
}
