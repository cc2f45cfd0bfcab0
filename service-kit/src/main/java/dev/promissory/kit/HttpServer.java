package dev.promissory.kit;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
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

    /** Connections that may wait to be accepted; the default of 50 drops some of a burst. */
    private static final int BACKLOG = 1_024;

    private final Javalin javalin;
    private final List<Service> services;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(Javalin javalin, List<Service> services) {
        this.javalin = javalin;
        this.services = List.copyOf(services);
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
        ServerSocketChannel listener = listen(port);
        Javalin javalin = Javalin.create(config -> {
            quiet(config);
            jetty(config);
            config.jetty.addConnector((server, http) -> connector(server, http, listener));
            RouteProblems.register(config);
            config.requestLogger.http(new RequestTimer(metrics)::record);
            config.routes.before(UrlEncoding::checkQuery);
            new OperatorRoutes(List.copyOf(services), metrics).register(config.routes);
            services.forEach(service -> service.routes(config.routes));
            answerHeadLikeGet(config);
        });
        return new HttpServer(javalin.start(), services);
    }

    /** The port the server listens on. */
    public int port() {
        return javalin.port();
    }

    /**
     * Ends the answers that have no end of their own, stops accepting, lets running requests finish for at most 3
     * seconds, and ends the rest.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        services.forEach(Service::endOpenAnswers);
        try {
            javalin.jettyServer().server().stop();
        } catch (TimeoutException e) {
            LOG.warn("HTTP requests still running after {} ms were ended", STOP_TIMEOUT_MS);
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server did not stop", e);
        }
    }

    /** Takes the port before anything else is set up: a port in use is then one plain exception and nothing to undo. */
    private static ServerSocketChannel listen(int port) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            try {
                // A restart must not wait for old connections to fade away.
                listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return listener.bind(new InetSocketAddress(port), BACKLOG);
            } catch (IOException e) {
                listener.close();
                throw e;
            }
        } catch (BindException e) {
            throw new PortInUseException(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static Connector connector(Server server, HttpConfiguration http, ServerSocketChannel listener) {
        try {
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
            connector.open(listener);
            return connector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

        // Javalin hands each answer to Jetty through a new buffer of this size, by default 32 KB. Most answers are
        // shorter than this; a longer one goes through it in parts.
        config.http.responseBufferSize = 2_048;

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
}
