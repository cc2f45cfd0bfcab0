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

    private static final Bytes AFTER_ALL = Bytes.wrap(new byte[] {KIND + 1});

    private final KeyValueStore<Bytes, byte[]> store;
    private final LongSupplier clockMs;

    /**
     * When to send what the broker's clock found too early, by the clock here, which is ahead of it. Forgotten in a
     * crash, and found out anew.
     */
    private final Map<Bytes, Long> postponed = new HashMap<>();

    /**
     * Nothing is due before, and what was the earliest may have been cleared since. A search passes by what has rung or was
     * cleared up to the first timers that wait beyond, which the store forgets only in time: to look again and again whether
     * anything is due yet would take longer than all else.
     */
    private long earliestMs;

    /** @param clockMs that says what is due */
    TimerStore(KeyValueStore<Bytes, byte[]> store, LongSupplier clockMs) {
        this.store = store;
        this.clockMs = clockMs;
    }

    @Override
    public void set(Timer timer, Instant due) {
        byte[] content = TimerJson.write(timer);
        store.put(key(due.toEpochMilli(), content), content);
        earliestMs = Math.min(earliestMs, due.toEpochMilli());
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
        if (nowMs < earliestMs) {
            return;
        }
        int taken = 0;
        long leftMs = Long.MAX_VALUE;
        try (KeyValueIterator<Bytes, byte[]> timers = store.range(key(earliestMs, new byte[0]), AFTER_ALL)) {
            while (timers.hasNext()) {
                var row = timers.next();
                long dueMs = dueMs(row.key);
                if (dueMs > nowMs || taken == most) {
                    leftMs = Math.min(leftMs, dueMs);
                    break;
                }
                if (postponed.containsKey(row.key)) {
                    leftMs = Math.min(leftMs, dueMs);
                    continue;
                }
                store.put(row.key, null);
                taker.accept(TimerJson.read(row.value));
                taken++;
            }
        }
        earliestMs = leftMs;
    }

    /** For who only ends what timers are for: one that is set here is not known to another, which may look later. */
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
