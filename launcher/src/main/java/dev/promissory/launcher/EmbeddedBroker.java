package dev.promissory.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real Apache Kafka server in this process: one KRaft node, reachable from this machine only. Its data outlives a
 * clean close as well as a kill -9 of the process.
 *
 * <p>One fault ends the process without asking anyone: when its folder cannot be written any more (a full disk), the
 * server logs the cause as an error and halts with status 1. All others are told to the caller, who knows how to end.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** A little more than the broker itself allows, so that its own, better error comes first. */
    private static final Duration START = BrokerConfiguration.STARTUP.plusSeconds(5);

    /** Longer than any start that has nothing to recover: whoever waits is told what for. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** A clean close takes well under a second; a stuck one is no worse for the data than a kill -9. */
    private static final Duration CLOSE = Duration.ofSeconds(6);

    private final int port;
    private final BrokerServers servers;

    private EmbeddedBroker(int port, BrokerServers servers) {
        this.port = port;
        this.servers = servers;
    }

    /**
     * Starts the broker and returns when it takes requests.
     *
     * @param folder of this broker alone, made and formatted on first use
     * @param port on the loopback address; 0 lets the system choose
     * @param onFault told at most once, from a thread of the broker, when the running broker can no longer be trusted:
     *     the process should end then
     * @throws LaunchException when the port is in use, the folder cannot be used, or the broker does not come up
     */
    public static EmbeddedBroker start(Path folder, int port, Consumer<Throwable> onFault) {
        BrokerSockets sockets = BrokerSockets.bind(port);
        BrokerFaults faults = new BrokerFaults();
        BrokerServers servers;
        try {
            BrokerStorage.prepare(folder);
            servers = BrokerServers.in(folder, sockets, faults);
        } catch (RuntimeException e) {
            sockets.close();
            throw e instanceof LaunchException ? e : didNotStart(folder, e);
        }
        EmbeddedBroker broker = new EmbeddedBroker(sockets.port(BrokerSockets.CLIENTS), servers);
        try {
            CompletableFuture<Void> started = onOwnThread("broker-start", servers::startup);
            CompletableFuture<Object> settled = CompletableFuture.anyOf(started, faults.fatal());
            settled.copy()
                    .orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((done, late) -> sayWhatTakesLong(late));
            settled.get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            broker.close();
            throw didNotStart(folder, e.getCause());
        } catch (TimeoutException e) {
            broker.close();
            throw didNotStart(folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broker.close();
            throw didNotStart(folder, e);
        }
        faults.fatal().whenComplete((never, fault) -> onFault.accept(fault));
        return broker;
    }

    /** For clients on this machine, as {@code host:port}. */
    public String bootstrap() {
        return "localhost:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops the broker; returns after a few seconds at most, with a warning in the log when it would not stop. */
    @Override
    public void close() {
        try {
            onOwnThread("broker-stop", servers::shutdown).get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "The embedded broker did not stop within {} s; its log is recovered at the next start",
                    CLOSE.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("The embedded broker did not stop cleanly; its log is recovered at the next start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sayWhatTakesLong(Throwable late) {
        if (late instanceof TimeoutException) {
            LOG.warn("The embedded broker is still starting: after a kill it reads the newest part of its log again");
        }
    }

    private static LaunchException didNotStart(Path folder, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return new LaunchException("the embedded Kafka broker in " + folder + " did not start: " + reason, cause);
    }

    /** Kafka's start and stop have no time limit of their own; on a thread apart, the caller can have one. */
    private static CompletableFuture<Void> onOwnThread(String name, Runnable work) {
        return CompletableFuture.runAsync(
                work, command -> Thread.ofPlatform().daemon().name(name).start(command));
    }
}
