package dev.promissory.steward;

import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sets aside what could not be read. */
public record DeadLetters(ProcessorContext<byte[], Outgoing> context) {

    /** The end of the reason of a letter that is not whole. */
    public static final String CUT_SHORT = "; this letter is cut short";

    private static final int MAX_PART_BYTES = CommandJson.MAX_BYTES;

    /** A header has two lengths of up to five bytes each, also one of nothing: a record may have a million of these. */
    private static final int HEADER_BYTES = 16;

    /**
     * Keeps what could not be read, as it was received, up to {@value #MAX_PART_BYTES} bytes each of key, value and
     * headers: with the headers added here, a record that just fitted its topic would not fit this one, and a letter
     * that cannot be written stops the stream. What was cut off can be read where it came from.
     */
    public void keep(String sink, byte[] key, byte[] value, String reason, Origin origin) {
        Headers headers = bounded(origin.headers());
        boolean cut = isLong(key)
                || isLong(value)
                || headers.toArray().length < origin.headers().toArray().length;
        headers.add(HeaderNames.REASON, HeaderNames.text(cut ? reason + CUT_SHORT : reason))
                .add(HeaderNames.ORIGIN_TOPIC, HeaderNames.text(origin.topic()))
                .add(HeaderNames.ORIGIN_PARTITION, HeaderNames.text(Integer.toString(origin.partition())))
                .add(HeaderNames.ORIGIN_OFFSET, HeaderNames.text(Long.toString(origin.offset())));
        context.forward(new Record<>(cut(key), Outgoing.byKey(cut(value)), origin.timestampMs(), headers), sink);
    }

    private static Headers bounded(Headers received) {
        Headers kept = new RecordHeaders();
        int bytes = 0;
        for (Header header : received) {
            bytes += sizeOf(header);
            if (bytes > MAX_PART_BYTES) {
                break;
            }
            kept.add(header);
        }
        return kept;
    }

    private static int sizeOf(Header header) {
        return HEADER_BYTES
                + HeaderNames.text(header.key()).length
                + (header.value() == null ? 0 : header.value().length);
    }

    private static boolean isLong(byte[] bytes) {
        return bytes != null && bytes.length > MAX_PART_BYTES;
    }

    private static byte[] cut(byte[] bytes) {
        return isLong(bytes) ? Arrays.copyOf(bytes, MAX_PART_BYTES) : bytes;
    }
}
