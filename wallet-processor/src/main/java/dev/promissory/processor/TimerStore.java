package dev.promissory.processor;

import dev.promissory.domain.Timer;
import dev.promissory.domain.TimerShelf;
import dev.promissory.protocol.TimerJson;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The timers of one partition, in the order in which they are due. A key is the kind's letter, the time, the timer. */
final class TimerStore implements TimerShelf {

    private static final char KIND = 't';

    private final KeyValueStore<Bytes, byte[]> store;

    /** Nothing is due before. To look from here on passes by what has rung, which the store forgets only in time. */
    private long floorMs;

    TimerStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public void set(Timer timer, Instant due) {
        byte[] content = TimerJson.write(timer);
        store.put(key(due.toEpochMilli(), content), content);
        floorMs = Math.min(floorMs, due.toEpochMilli());
    }

    @Override
    public void clear(Timer timer, Instant due) {
        store.delete(key(due.toEpochMilli(), TimerJson.write(timer)));
    }

    /** Takes out what is due, the earliest first. */
    void takeDue(long nowMs, int most, Consumer<Timer> taker) {
        Bytes next = Bytes.wrap(key(nowMs + 1, new byte[0]).get());
        int taken = 0;
        try (KeyValueIterator<Bytes, byte[]> due = store.range(key(floorMs, new byte[0]), next)) {
            while (due.hasNext() && taken < most) {
                var row = due.next();
                store.delete(row.key);
                taker.accept(TimerJson.read(row.value));
                taken++;
            }
            if (!due.hasNext()) {
                floorMs = nowMs + 1;
            }
        }
    }

    private static Bytes key(long dueMs, byte[] content) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + content.length)
                .put((byte) KIND)
                .putLong(Math.max(0, dueMs))
                .put(content)
                .array());
    }
}
