package dev.promissory.views.stream;

import dev.promissory.kit.ProblemException;
import dev.promissory.views.ViewCode;
import dev.promissory.views.ViewProblems;
import dev.promissory.views.feed.FactFeed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The open streams of facts: at most so many, none that waits for its client for long, and all ended together. */
public final class FactStreams implements AutoCloseable {

    private static final Duration FIRST_BEAT = Duration.ofSeconds(1);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private static final long LOOK_MS = 50;

    /** A stream sees within a moment that it is to end, unless it waits for its client. */
    private static final long END_MS = 1_000;

    private final StreamSettings settings;
    private final Semaphore free;
    private final Set<StreamClient> open = ConcurrentHashMap.newKeySet();
    private final Map<StreamEnd, Counter> ends = new EnumMap<>(StreamEnd.class);
    private final Thread watch;
    private volatile boolean ending;

    private FactStreams(StreamSettings settings, MeterRegistry registry, Consumer<Throwable> onFault) {
        this.settings = settings;
        this.free = new Semaphore(settings.max());
        for (StreamEnd end : StreamEnd.values()) {
            ends.put(end, registry.counter("promissory.views.streams.ended", "reason", end.label()));
        }
        Gauge.builder("promissory.views.streams", open, Set::size)
                .description("streams of facts that are open")
                .register(registry);
        this.watch = Thread.ofPlatform()
                .daemon()
                .name("views-streams")
                .uncaughtExceptionHandler((thread, fault) -> onFault.accept(fault))
                .unstarted(this::watch);
    }

    /** @param onFault told when nobody looks after slow clients any longer */
    public static FactStreams start(StreamSettings settings, MeterRegistry registry, Consumer<Throwable> onFault) {
        FactStreams streams = new FactStreams(settings, registry, onFault);
        streams.watch.start();
        return streams;
    }

    Duration patience() {
        return settings.patience();
    }

    /**
     * A place for one more stream, to be closed.
     *
     * @throws ProblemException 503 {@code too-many-streams}, or {@code view-not-ready} when all are being ended
     */
    Place take() {
        if (ending) {
            throw ViewProblems.notReady("This server is stopping and opens no more streams: ask it later, or another.");
        }
        if (!free.tryAcquire()) {
            throw new ProblemException(ViewCode.TOO_MANY_STREAMS
                    .problem("This server has " + settings.max() + " streams open, all it takes: try again later.")
                    .withRetryAfter(TRY_AGAIN));
        }
        return new Place();
    }

    /** One stream among those that may be open. */
    final class Place implements AutoCloseable {

        /** Returns when the stream has ended. */
        void run(FactFeed feed, StreamClient client) {
            open.add(client);
            try {
                Heartbeat heartbeat = new Heartbeat(FIRST_BEAT, LONGEST_SILENCE);
                ends.get(new FactStream(feed, client, heartbeat, () -> ending).run())
                        .increment();
            } finally {
                open.remove(client);
            }
        }

        @Override
        public void close() {
            free.release();
        }
    }

    /** Ends all streams, and those that are about to open. */
    @Override
    public void close() {
        ending = true;
        long deadline = System.nanoTime() + Duration.ofMillis(END_MS).toNanos();
        try {
            while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(StreamClient::cut);
        watch.interrupt();
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                open.forEach(StreamClient::cutWhenLate);
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            // Closed: there is nothing left to do.
            Thread.currentThread().interrupt();
        }
    }
}
