package dev.promissory.kit;

import io.javalin.http.Context;
import java.io.IOException;

/** Reads request bodies without ever holding more of one than is allowed. */
public final class RequestBody {

    private RequestBody() {}

    /**
     * The whole body, empty when there is none. A declared length over the limit is refused before anything is read; a
     * body without a declared length is refused at the first byte over the limit.
     *
     * @param maxBytes the longest body that is allowed
     * @throws ProblemException 413 {@code command-too-large}
     * @throws IOException when the client breaks off; the server answers for it
     */
    public static byte[] read(Context ctx, int maxBytes) throws IOException {
        if (ctx.req().getContentLengthLong() > maxBytes) {
            throw tooLarge(ctx, maxBytes);
        }
        byte[] body = ctx.req().getInputStream().readNBytes(maxBytes);
        if (body.length == maxBytes && ctx.req().getInputStream().read() >= 0) {
            throw tooLarge(ctx, maxBytes);
        }
        return body;
    }

    /** The server closes a connection on which there is more to read than it wants; the client is told, not surprised. */
    private static ProblemException tooLarge(Context ctx, int maxBytes) {
        ctx.header("Connection", "close");
        return new ProblemException(
                ServerCode.COMMAND_TOO_LARGE.problem("The request body is longer than " + maxBytes + " bytes."));
    }
}
