package dev.promissory.steward;

import dev.promissory.kit.WriteBehindWindowStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The answers given to asks, kept at least as long as the setting says and at most a third longer. Time is cut into
 * {@value #SLICES} slices of that span, and an answer lies in the slice it was given in: looking one up takes a get in
 * each slice, and forgetting costs nothing, since the window store drops whole segments instead of deleting rows.
 *
 * <p>Its time must never run backwards: a broker's clock that is set back would put an answer where it is not looked
 * for, or where the store takes nothing any more, and the command would be done twice. So it goes by the stream's time,
 * the latest of all record times so far, which Kafka Streams commits beside the offsets. All that its task reads must
 * be stamped by the broker, or some writer's clock would decide what is forgotten.
 */
public final class AnswerMemory {

    public static final String NAME = "remembered-commands";

    private static final int SLICES = 3;

    private final AnswerSlices store;
    private final long sliceMs;

    public AnswerMemory(WindowStore<Bytes, byte[]> store, Duration rememberFor) {
        this(AnswerSlices.in(store), rememberFor);
    }

    public AnswerMemory(AnswerSlices store, Duration rememberFor) {
        this.store = store;
        this.sliceMs = sliceMs(rememberFor);
    }

    public static StoreBuilder<WindowStore<Bytes, byte[]>> builder(Duration rememberFor) {
        Duration slice = Duration.ofMillis(sliceMs(rememberFor));
        return WriteBehindWindowStore.builder(NAME, retention(rememberFor), slice, false);
    }

    /** How long the store keeps a slice: the one being filled, and as many full ones as make up the span. */
    public static Duration retention(Duration rememberFor) {
        return Duration.ofMillis(sliceMs(rememberFor)).multipliedBy(SLICES + 1);
    }

    /** Where the oldest slice starts that an ask at this time is looked up in. */
    public long oldestSliceMs(long streamTimeMs) {
        return Math.max(0, streamTimeMs / sliceMs - SLICES) * sliceMs;
    }

    /** Where the slice of this time starts. */
    public long sliceStartMs(long timeMs) {
        return timeMs / sliceMs * sliceMs;
    }

    /** @param ask names the ask among all of this steward's */
    public Optional<byte[]> recall(String ask, long streamTimeMs) {
        Bytes key = key(ask);
        long current = streamTimeMs / sliceMs;
        for (long slice = current; slice >= current - SLICES && slice >= 0; slice--) {
            byte[] answer = store.fetch(key, slice * sliceMs);
            if (answer != null) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    public void remember(String ask, byte[] answer, long streamTimeMs) {
        store.put(key(ask), answer, sliceStartMs(streamTimeMs));
    }

    /** How long a slice is. */
    public static long sliceMs(Duration rememberFor) {
        return Math.max(1, (rememberFor.toMillis() + SLICES - 1) / SLICES);
    }

    private static Bytes key(String ask) {
        return Bytes.wrap(ask.getBytes(StandardCharsets.UTF_8));
    }
}
