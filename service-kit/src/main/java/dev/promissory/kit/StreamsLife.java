package dev.promissory.kit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one Kafka Streams instance: it starts, restores its stores where anyone can watch, runs, and ends either
 * because it is closed or because it broke; then it says so to {@link Faults} and never goes on half alive.
 *
 * <p>Bad records are no business of the stream's error handlers: topologies here take bytes and read them in their
 * processors. So the handlers stay Kafka Streams' own, which fail.
 */
public final class StreamsLife implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsLife.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final Faults faults;
    private final KafkaStreams streams;
    private final Restoration restoration;
    private final KafkaStreamsMetrics streamsMetrics;
    private final LocalStores localStores;
    private final AtomicReference<Runnable> whenItRuns = new AtomicReference<>(() -> {});
    private volatile boolean broken;
    private volatile boolean standingDown;

    /**
     * An instance that has not started yet.
     *
     * <p>The settings should hold {@link QuickReturn#settings}, or a restart after a crash waits for 45 seconds.
     *
     * @param name the service's name, for logs, {@link Faults} and the metrics' tag {@code service}
     * @param metrics gets every Kafka Streams and Kafka client metric of this instance
     */
    public StreamsLife(String name, Topology topology, Properties settings, Faults faults, MeterRegistry metrics) {
        this.name = name;
        this.faults = faults;
        this.restoration = new Restoration(name);
        this.localStores = new LocalStores(settings);
        localStores.beforeUse();
        this.streams = new KafkaStreams(topology, settings);
        this.streamsMetrics = new KafkaStreamsMetrics(streams, Tags.of("service", name));
        streams.setUncaughtExceptionHandler(this::broke);
        streams.setStateListener(this::changed);
        streams.setGlobalStateRestoreListener(restoration);
        streamsMetrics.bindTo(metrics);
    }

    /**
     * Before {@link #start}: has this done once, on a thread of the stream, when the instance runs for the first time. By
     * then Kafka has all topics that it needs.
     */
    public void whenItRuns(Runnable what) {
        whenItRuns.set(what);
    }

    /**
     * Starts the instance and returns at once; {@link #ready()} tells when it works. To be called once.
     *
     * @throws DamagedStateException when the stores in the state folder cannot be opened; nothing is left running
     */
    public void start() {
        try {
            streams.start();
        } catch (ProcessorStateException e) {
            broken = true;
            close();
            throw new DamagedStateException(
                    name + " cannot open its stores: " + e.getMessage()
                            + "; delete its state folder and start again, all of it is restored from Kafka",
                    e);
        }
    }

    /** Whether the instance has its partitions, has restored their stores, and works on their records. */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING && !restoration.running();
    }

    /** {@link #ready()}, with the state by name and, while stores are being restored, how far they are. */
    public Health health() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", streams.state().name());
        Map<String, Object> restoring = restoration.progress();
        if (!restoring.isEmpty()) {
            details.put("restoring", restoring);
        }
        return new Health(ready(), details);
    }

    /** The instance itself, for interactive queries. Its life belongs to this object: do not start or close it. */
    public KafkaStreams streams() {
        return streams;
    }

    /**
     * Stops within 5 seconds, committing what is done, and leaves the consumer group at once, so that another member,
     * or this one after a restart, need not wait until a session runs out.
     */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * {@link #close()} with more patience, while the process goes on: what breaks meanwhile ends nothing but this instance.
     * False when it has not stopped in time, and threads of it still run.
     */
    public boolean standDown(Duration patience) {
        standingDown = true;
        return close(patience);
    }

    private boolean close(Duration patience) {
        streamsMetrics.close();
        boolean stopped = streams.close(
                CloseOptions.timeout(patience).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!stopped) {
            LOG.warn("{} has not stopped within {} ms", name, patience.toMillis());
        } else if (!broken) {
            localStores.stoppedCleanly();
        }
        return stopped;
    }

    StreamThreadExceptionResponse broke(Throwable cause) {
        broken = true;
        report(cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    void changed(KafkaStreams.State now, KafkaStreams.State before) {
        LOG.info("{} is {}, was {}", name, now, before);
        if (now == KafkaStreams.State.RUNNING) {
            whenItRuns.getAndSet(() -> {}).run();
        } else if (now == KafkaStreams.State.ERROR) {
            broken = true;
            report(new IllegalStateException("Kafka Streams has stopped on an error of its own"));
        }
    }

    private void report(Throwable cause) {
        if (standingDown) {
            LOG.warn("{} broke while it stood down", name, cause);
        } else {
            faults.report(name, cause);
        }
    }
}
