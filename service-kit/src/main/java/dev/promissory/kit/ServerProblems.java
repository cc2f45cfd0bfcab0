package dev.promissory.kit;

import java.time.Duration;

/** The one table from a status that the server itself answers with, outside any handler, to its problem. */
final class ServerProblems {

    private ServerProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 400 -> ServerCode.MALFORMED_REQUEST.problem();
            case 404 -> ServerCode.NOT_FOUND.problem();
            case 405 -> ServerCode.METHOD_NOT_ALLOWED.problem();
            case 408 -> ServerCode.REQUEST_TIMEOUT.problem();
            case 413 -> ServerCode.COMMAND_TOO_LARGE.problem();
            case 414 -> ServerCode.URI_TOO_LONG.problem();
            case 415 -> ServerCode.UNSUPPORTED_MEDIA_TYPE.problem();
            case 426 -> ServerCode.UPGRADE_REQUIRED.problem();
            case 431 -> ServerCode.HEADERS_TOO_LARGE.problem();
            case 500 -> ServerCode.INTERNAL_ERROR.problem();
            case 501 -> ServerCode.NOT_IMPLEMENTED.problem();
            case 503 -> ServerCode.UNAVAILABLE.problem().withRetryAfter(Duration.ofSeconds(1));
            case 505 -> ServerCode.HTTP_VERSION_NOT_SUPPORTED.problem();
            default -> Problem.of(status, "http-" + status, "The server refused this request.");
        };
    }
}
