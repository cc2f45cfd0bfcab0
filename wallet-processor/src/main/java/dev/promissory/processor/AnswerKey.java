package dev.promissory.processor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * A key of the remembered answers as Kafka Streams writes it to their changelog: what was asked, the start of the slice,
 * and a number that tells duplicates apart, of which there are none.
 */
record AnswerKey(Bytes ask, long sliceStartMs) {

    private static final int TAIL_BYTES = Long.BYTES + Integer.BYTES;

    /** @throws IllegalArgumentException when the bytes are no such key */
    static AnswerKey read(byte[] key) {
        if (key.length <= TAIL_BYTES) {
            throw new IllegalArgumentException("a remembered answer's key has more than " + TAIL_BYTES + " bytes");
        }
        int end = key.length - TAIL_BYTES;
        return new AnswerKey(
                Bytes.wrap(Arrays.copyOf(key, end)), ByteBuffer.wrap(key).getLong(end));
    }

    byte[] write() {
        return ByteBuffer.allocate(ask.get().length + TAIL_BYTES)
                .put(ask.get())
                .putLong(sliceStartMs)
                .putInt(0)
                .array();
    }
}
