package dev.promissory.views.stream;

import dev.promissory.views.feed.FeedFact;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Builds the bytes of a stream: server-sent events as the HTML standard has them, collected until they are taken.
 *
 * <p>An event without data is dispatched to nobody, but its id is kept as the last one. So a client that has seen no
 * event yet, or none for long because of its filter, still resumes from where the stream was.
 */
final class StreamEvents {

    /** How long a client waits before it connects again; the standard leaves it to the client, some take seconds. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** What comes first, so that the client sees the stream open. */
    void opening(Map<Integer, Long> position) {
        field("retry", Long.toString(RETRY.toMillis()));
        field("id", StreamId.of(position));
        endEvent();
    }

    /** @param position behind the fact */
    void fact(FeedFact fact, Map<Integer, Long> position) {
        field("id", StreamId.of(position));
        field("event", fact.type());
        data(fact.value());
        endEvent();
    }

    /** A sign of life: a comment, and where the stream stands. */
    void beat(Map<Integer, Long> position) {
        field("", "");
        field("id", StreamId.of(position));
        endEvent();
    }

    int size() {
        return bytes.size();
    }

    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }

    /**
     * A line break in the data would end the field. Stewards write none; in a fact that is only chained, not signed, it
     * can stand where JSON allows blanks, and clients get it back as a line break.
     */
    private void data(byte[] value) {
        text("data: ");
        for (byte each : value) {
            if (each == '\n' || each == '\r') {
                text("\ndata: ");
            } else {
                bytes.write(each);
            }
        }
        bytes.write('\n');
    }

    private void field(String name, String value) {
        text(name + ": " + value + "\n");
    }

    private void endEvent() {
        bytes.write('\n');
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
