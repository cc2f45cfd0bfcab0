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

    /**
     * So many may have been taken and not have come back as commands. After a long stop, or at midnight, more are due, and
     * each stands in wallet.commands before whatever is asked next, which is not to wait for all of them.
     */
    static final int MOST_UNDER_WAY = 250;

    /** What has not come back so long after the last was taken is not waited for: somebody may have deleted records. */
    static final Duration LOST = Duration.ofSeconds(10);

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
     * No row comes before, and what was the earliest may have been cleared since. A search passes by what has rung or was
     * cleared up to the first timers that wait beyond, which the store forgets only in time: to look again and again whether
     * anything is due yet would take longer than all else.
     */
    private Bytes earliest = key(0, new byte[0]);

    private int underWay;
    private long lastTakenMs;

    /** @param clockMs that says what is due */
    TimerStore(KeyValueStore<Bytes, byte[]> store, LongSupplier clockMs) {
        this.store = store;
        this.clockMs = clockMs;
    }

    @Override
    public void set(Timer timer, Instant due) {
        byte[] content = TimerJson.write(timer);
        Bytes key = key(due.toEpochMilli(), content);
        store.put(key, content);
        earliest = earlier(earliest, key);
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

    /** Takes out what is due, the earliest first: as many as may be under way until they have {@link #rang() rung}. */
    void takeDue(long nowMs, Consumer<Timer> taker) {
        postponed.values().removeIf(time -> time <= nowMs);
        if (nowMs >= lastTakenMs + LOST.toMillis()) {
            underWay = 0;
        }
        if (nowMs < dueMs(earliest) || underWay == MOST_UNDER_WAY) {
            return;
        }
        Bytes left = key(Long.MAX_VALUE, new byte[0]);
        try (KeyValueIterator<Bytes, byte[]> timers = store.range(earliest, AFTER_ALL)) {
            while (timers.hasNext()) {
                var row = timers.next();
                if (dueMs(row.key) > nowMs || underWay == MOST_UNDER_WAY) {
                    left = earlier(left, row.key);
                    break;
                }
                if (postponed.containsKey(row.key)) {
                    left = earlier(left, row.key);
                    continue;
                }
                store.put(row.key, null);
                taker.accept(TimerJson.read(row.value));
                underWay++;
                lastTakenMs = nowMs;
            }
        }
        earliest = left;
    }

    /** One that was taken has come back. */
    void rang() {
        underWay = Math.max(0, underWay - 1);
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

    private static Bytes earlier(Bytes one, Bytes other) {
        return one.compareTo(other) <= 0 ? one : other;
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
