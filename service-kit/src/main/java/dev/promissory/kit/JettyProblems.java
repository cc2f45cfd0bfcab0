package dev.promissory.kit;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty refuses before any route sees it (bad URL encoding, ambiguous path, header too large, no HTTP at
 * all), and what it fails on after: as problem documents, whatever the request accepts. Jetty's own pages are HTML
 * that repeats the request and its exception, which is nobody's business.
 */
final class JettyProblems extends ErrorHandler {

    /** Also for methods Jetty would answer with an empty body, such as PUT. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        Problem problem = ServerProblems.of(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        problem.retryAfterSeconds().ifPresent(seconds -> response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds));
        // Jetty ends the connection after what is no HTTP to it, and leaves it to others to say so.
        if (!request.getConnectionMetaData().isPersistent()) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.write(true, ByteBuffer.wrap(problem.toJson()), callback);
    }
}
