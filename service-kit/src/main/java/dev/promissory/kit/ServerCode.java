package dev.promissory.kit;

/** What every server answers by itself, whatever services it has. */
public enum ServerCode implements ProblemCode {
    MALFORMED_REQUEST(400, "The request is not valid HTTP; see its URL and headers."),
    NOT_FOUND(404, "There is nothing at this path; see what routes there are."),
    METHOD_NOT_ALLOWED(405, "This path does not take this method; see Allow."),
    REQUEST_TIMEOUT(408, "The request did not arrive in time; send it again."),
    COMMAND_TOO_LARGE(413, "The request body is too long; send less."),
    URI_TOO_LONG(414, "The URL is too long; shorten it."),
    UNSUPPORTED_MEDIA_TYPE(415, "The request body must be JSON; send JSON."),
    UPGRADE_REQUIRED(426, "This server speaks plain HTTP only; ask for no other protocol."),
    HEADERS_TOO_LARGE(431, "The request's headers are longer than 8 KiB together; send less."),
    INTERNAL_ERROR(500, "The server failed on this request; its log says why."),
    NOT_IMPLEMENTED(501, "The server does not know this method; use one that it has."),
    UNAVAILABLE(503, "The server cannot answer now; try again."),
    NOT_READY(503, "A service is not ready yet; its details say what it waits for."),
    HTTP_VERSION_NOT_SUPPORTED(505, "The server speaks HTTP/1.0 and HTTP/1.1; use one of them.");

    private final int status;
    private final String sentence;

    ServerCode(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
