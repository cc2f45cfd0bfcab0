package dev.promissory.kit;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.BindException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a process: the routes of its services, {@code /health/live}, {@code /health/ready} and
 * {@code /metrics}. Whatever goes wrong, inside a route or before one, is answered as a {@link Problem}; never HTML,
 * never a stack trace. A handler may block: each request has a virtual thread.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** How long running requests may take to finish once the server stops. */
    private static final long STOP_TIMEOUT_MS = 3_000;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts serving.
     *
     * @param port the TCP port on all interfaces; 0 takes any free one, see {@link #port()}
     * @param services their routes are added in this order
     * @param metrics what {@code /metrics} shows; requests are timed into it as {@code http.server.requests}
     * @throws PortInUseException when another process listens on the port
     */
    public static HttpServer start(int port, List<Service> services, PrometheusMeterRegistry metrics) {
        Javalin javalin = Javalin.create(config -> {
            quiet(config);
            jetty(config);
            RouteProblems.register(config);
            config.requestLogger.http(new RequestTimer(metrics)::record);
            config.routes.before(UrlEncoding::checkQuery);
            new OperatorRoutes(List.copyOf(services), metrics).register(config.routes);
            services.forEach(service -> service.routes(config.routes));
            answerHeadLikeGet(config);
        });
        try {
            return new HttpServer(javalin.start(port));
        } catch (JavalinBindException e) {
            if (hasCause(e, BindException.class)) {
                throw new PortInUseException(port, e);
            }
            throw e;
        }
    }

    /** The port the server listens on. */
    public int port() {
        return javalin.port();
    }

    /** Stops accepting, lets running requests finish for at most 3 seconds, and ends the rest. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            if (!hasCause(e, TimeoutException.class)) {
                throw e;
            }
            LOG.warn("Requests still running after {} ms were ended", STOP_TIMEOUT_MS);
        }
    }

    private static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    private static void jetty(JavalinConfig config) {
        // Answers are small and mostly local; compressing them costs more than it saves, and a proxy can do it.
        config.http.compressionStrategy = CompressionStrategy.NONE;

        // Javalin's own virtual thread pool also runs Jetty's selectors on virtual threads, where a blocking select
        // holds on to one of the few carriers. This way the selectors have real threads and requests virtual ones.
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-request-"));
        config.jetty.threadPool = threads;

        config.jetty.modifyServer(HttpServer::stopGracefully);
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyProblems()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            // Javalin allows ambiguous paths, such as an encoded slash inside a wallet id. No id here needs them.
            http.setUriCompliance(UriCompliance.DEFAULT);
        });
    }

    private static void stopGracefully(Server server) {
        server.insertHandler(new GracefulHandler());
        server.setStopTimeout(STOP_TIMEOUT_MS);
    }

    /**
     * Javalin answers HEAD on a GET route with 200 without asking the route, also where GET says 404 or not ready. Here
     * the route answers, and Jetty leaves out the body.
     */
    private static void answerHeadLikeGet(JavalinConfig config) {
        Set<String> answersHead = new HashSet<>();
        List<Endpoint> endpoints = config.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .toList();
        for (Endpoint endpoint : endpoints) {
            if (endpoint.method.equals(HandlerType.HEAD)) {
                answersHead.add(endpoint.path);
            }
        }
        for (Endpoint endpoint : endpoints) {
            if (endpoint.method.equals(HandlerType.GET) && answersHead.add(endpoint.path)) {
                config.routes.addEndpoint(new Endpoint(HandlerType.HEAD, endpoint.path, endpoint.handler, Set.of()));
            }
        }
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
