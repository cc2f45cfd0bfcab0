package dev.promissory.views.stream;

import dev.promissory.views.feed.FactFeed;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.feed.NotHereException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream: writes to one client what one feed gives out, for as long as both last. The feed is asked again when
 * the client has taken what came before, so a slow client holds little memory, and delays nobody else.
 */
final class FactStream {

    private static final Logger LOG = LoggerFactory.getLogger(FactStream.class);

    /** How long it may take to see that the streams are to end. */
    private static final Duration LOOK_UP = Duration.ofMillis(100);

    /** Events are written together until they are this much: more would take a client on a thin line too long. */
    private static final int CHUNK_BYTES = 32 << 10;

    private final FactFeed feed;
    private final StreamClient client;
    private final Heartbeat heartbeat;
    private final BooleanSupplier ending;
    private final StreamEvents events = new StreamEvents();

    /**
     * @param heartbeat when a sign of life is written; it also tells when the client has gone
     * @param ending whether the stream is to end
     */
    FactStream(FactFeed feed, StreamClient client, Heartbeat heartbeat, BooleanSupplier ending) {
        this.feed = feed;
        this.client = client;
        this.heartbeat = heartbeat;
        this.ending = ending;
    }

    StreamEnd run() {
        try {
            events.opening(feed.position());
            write();
            while (!ending.getAsBoolean()) {
                writeNext();
            }
            return StreamEnd.ENDED;
        } catch (IOException e) {
            return ended();
        } catch (NotHereException | KafkaException e) {
            // The client resumes from its last event, here when this has passed, or at another instance.
            LOG.info("A stream of facts ends early: {}", e.toString());
            return StreamEnd.ENDED;
        }
    }

    private StreamEnd ended() {
        if (client.isSlow()) {
            return StreamEnd.SLOW;
        }
        return ending.getAsBoolean() ? StreamEnd.ENDED : StreamEnd.CLIENT_GONE;
    }

    private void writeNext() throws IOException {
        Map<Integer, Long> position = feed.position();
        for (FeedFact fact : feed.poll(LOOK_UP)) {
            position.put(fact.partition(), fact.offset() + 1);
            events.fact(fact, position);
            if (events.size() >= CHUNK_BYTES) {
                write();
            }
        }
        if (events.size() > 0) {
            write();
        } else if (heartbeat.isDue(System.nanoTime())) {
            events.beat(feed.position());
            client.write(events.take());
            heartbeat.beaten(System.nanoTime());
        }
    }

    private void write() throws IOException {
        client.write(events.take());
        heartbeat.silenceBegins(System.nanoTime());
    }
}
