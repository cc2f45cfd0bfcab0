package dev.promissory.kit;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** The connection that a request came on, for whoever must end it before the answer is complete. */
public final class ClientConnection {

    private final EndPoint endPoint;

    private ClientConnection(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    public static ClientConnection of(Context ctx) {
        return new ClientConnection(ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint());
    }

    /** Ends the connection as it is: a thread that waits to write on it gets an {@link java.io.IOException} at once. */
    public void cut() {
        endPoint.close();
    }
}
