package dev.promissory.steward;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;

/** Where {@link AnswerMemory} puts answers: by what they answer, and by the time at which their slice starts. */
public interface AnswerSlices {

    /** The answer of that slice; null when there is none. */
    byte[] fetch(Bytes ask, long sliceStartMs);

    void put(Bytes ask, byte[] answer, long sliceStartMs);

    /** Slices in a store of Kafka Streams, which drops the oldest by itself. */
    static AnswerSlices in(WindowStore<Bytes, byte[]> store) {
        return new AnswerSlices() {
            @Override
            public byte[] fetch(Bytes ask, long sliceStartMs) {
                return store.fetch(ask, sliceStartMs);
            }

            @Override
            public void put(Bytes ask, byte[] answer, long sliceStartMs) {
                store.put(ask, answer, sliceStartMs);
            }
        };
    }
}
