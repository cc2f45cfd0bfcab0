package dev.promissory.processor;

import dev.promissory.domain.Timer;
import dev.promissory.domain.TimerShelf;
import dev.promissory.protocol.TimerJson;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The timers of one partition, in the order in which they are due. A key is the kind's letter, the time, the timer.
 *
 * <p>Each processor of the partition has one of these, and only that of the commands sets timers and takes them: what
 * this one knows beside the store, another would not know of.
 */
final class TimerStore implements TimerShelf {

    private static final char KIND = 't';

    private final KeyValueStore<Bytes, byte[]> store;
    private final LongSupplier clockMs;

    /**
     * When to send what the broker's clock found too early, by the clock here, which is ahead of it. Forgotten in a
     * crash, and found out anew.
     */
    private final Map<Bytes, Long> postponed = new HashMap<>();

    /** Nothing is due before. To look from here on passes by what has rung, which the store forgets only in time. */
    private long floorMs;

    /** @param clockMs that says what is due */
    TimerStore(KeyValueStore<Bytes, byte[]> store, LongSupplier clockMs) {
        this.store = store;
        this.clockMs = clockMs;
    }

    @Override
    public void set(Timer timer, Instant due) {
        byte[] content = TimerJson.write(timer);
        store.put(key(due.toEpochMilli(), content), content);
        floorMs = Math.min(floorMs, due.toEpochMilli());
    }

    @Override
    public void setAgain(Timer timer, Instant due, Duration early) {
        set(timer, due);
        postponed.put(key(due.toEpochMilli(), TimerJson.write(timer)), clockMs.getAsLong() + early.toMillis());
    }

    @Override
    public void clear(Timer timer, Instant due) {
        store.put(key(due.toEpochMilli(), TimerJson.write(timer)), null);
    }

    /** Takes out what is due, the earliest first. */
    void takeDue(long nowMs, int most, Consumer<Timer> taker) {
        postponed.values().removeIf(time -> time <= nowMs);
        Bytes next = Bytes.wrap(key(nowMs + 1, new byte[0]).get());
        int taken = 0;
        long stillDueMs = nowMs + 1;
        try (KeyValueIterator<Bytes, byte[]> due = store.range(key(floorMs, new byte[0]), next)) {
            while (due.hasNext() && taken < most) {
                var row = due.next();
                if (postponed.containsKey(row.key)) {
                    stillDueMs = Math.min(stillDueMs, dueMs(row.key));
                    continue;
                }
                store.put(row.key, null);
                taker.accept(TimerJson.read(row.value));
                taken++;
            }
            if (!due.hasNext()) {
                floorMs = stillDueMs;
            }
        }
    }

    /** For who only ends what timers are for: one that is set here would be below the floor that another looks from. */
    TimerShelf onlyCleared() {
        return new TimerShelf() {
            @Override
            public void set(Timer timer, Instant due) {
                throw new IllegalStateException("no message of a steward sets a timer: " + timer);
            }

            @Override
            public void clear(Timer timer, Instant due) {
                TimerStore.this.clear(timer, due);
            }
        };
    }

    private static long dueMs(Bytes key) {
        return ByteBuffer.wrap(key.get()).getLong(1);
    }

    private static Bytes key(long dueMs, byte[] content) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + content.length)
                .put((byte) KIND)
                .putLong(Math.max(0, dueMs))
                .put(content)
                .array());
    }
}
