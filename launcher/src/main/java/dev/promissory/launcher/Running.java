package dev.promissory.launcher;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.HttpServer;
import dev.promissory.kit.Service;
import dev.promissory.protocol.NewerVersionException;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one process runs, from its start until a signal or a broken service ends it. Parts are closed in the reverse of
 * the order in which they came; services side by side, so that stopping stays within its bound.
 */
final class Running {

    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /** After a signal the process is gone within 10 s, even if a part hangs: its data stands a kill anyway. */
    private static final Duration STOP = Duration.ofSeconds(9);

    private static final Duration READY_POLL = Duration.ofMillis(20);

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Fatal fatal = new Fatal();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<Service> services = new ArrayList<>();
    private boolean stopped;

    Running() {
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(metrics);
        parts.push(collections);
        // From the first part on, a signal closes what there is by then.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    PrometheusMeterRegistry metrics() {
        return metrics;
    }

    Fatal fatal() {
        return fatal;
    }

    /** Starts a part and keeps it until the end. */
    synchronized <P extends AutoCloseable> P add(Supplier<P> start) {
        refuseWhenStopped();
        P part = start.get();
        parts.push(part);
        return part;
    }

    /** @param settings told to the log; their text holds no secrets */
    synchronized void serve(Record settings, Supplier<? extends Service> start) {
        refuseWhenStopped();
        LOG.info("Starting with {}", settings);
        services.add(start.get());
    }

    /** The port it listens on: known before everything is ready, so that health can be watched meanwhile. */
    synchronized int listen(int port) {
        refuseWhenStopped();
        HttpServer server = HttpServer.start(port, services, metrics);
        parts.push(server);
        return server.port();
    }

    /** Returns when every service is ready. */
    void awaitReady() throws InterruptedException, ExecutionException {
        while (!services.stream().allMatch(service -> service.health().ready())) {
            try {
                throw broken(fatal.future().get(READY_POLL.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                continue;
            }
        }
    }

    /** Never returns: a broken service is thrown, a signal ends the process. */
    void awaitEnd() throws InterruptedException, ExecutionException {
        throw broken(fatal.future().get());
    }

    private void refuseWhenStopped() {
        if (stopped) {
            throw new LaunchException("stopped while starting");
        }
    }

    /** Closes everything; a part that is just starting is waited for, within the same bound. */
    private void stop() {
        Thread.ofPlatform().daemon().name("stop-in-time").start(Running::haltWhenLate);
        closeAll();
    }

    private synchronized void closeAll() {
        stopped = true;
        // The HTTP server is on top: no new requests while the rest goes.
        if (parts.peek() instanceof HttpServer) {
            close(parts.pop());
        }
        CompletableFuture<?>[] closing = services.stream()
                .map(service -> CompletableFuture.runAsync(() -> close(service), Running::onOwnThread))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(closing).join();
        parts.forEach(Running::close);
    }

    private static LaunchException broken(Fatal.Report report) {
        for (Throwable cause = report.cause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof NewerVersionException) {
                return new LaunchException("the " + report.service() + " stopped: " + cause.getMessage(), cause);
            }
        }
        return new LaunchException("the " + report.service() + " broke: " + report.cause(), report.cause());
    }

    private static void onOwnThread(Runnable work) {
        Thread.ofPlatform().name("stop-service").start(work);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // The others must still be closed; what could not be is told.
            LOG.error("{} could not be closed", part.getClass().getSimpleName(), e);
        }
    }

    private static void haltWhenLate() {
        try {
            Thread.sleep(STOP);
            LOG.error("not stopped within {} s, ending anyway", STOP.toSeconds());
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
