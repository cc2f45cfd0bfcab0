package dev.promissory.steward;

import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Hands records to the sinks, with the headers each kind has. Nothing it hands over is seen before the commit. */
public final class Publisher {

    private static final int MAX_PART_BYTES = CommandJson.MAX_BYTES;

    private final ProcessorContext<byte[], Outgoing> context;
    private final Sealer sealer;

    /** @param sealer with the key of the stewards that this one is one of */
    public Publisher(ProcessorContext<byte[], Outgoing> context, Sealer sealer) {
        this.context = context;
        this.sealer = sealer;
    }

    /**
     * Seals the fact onto its chain; the result is the hash that the next one builds on.
     *
     * @param atMs the fact's own time
     * @param fingerprint of the command that led to it; empty when none did
     */
    public byte[] fact(
            String sink,
            byte[] key,
            byte[] value,
            long atMs,
            byte[] previousHash,
            Origin origin,
            Optional<byte[]> fingerprint) {
        FactSeal seal = sealer.seal(previousHash, value);
        Headers headers = new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()))
                .add(HeaderNames.CAUSE, origin.cause());
        addFingerprint(headers, fingerprint);
        context.forward(new Record<>(key, Outgoing.byKey(value), atMs, headers), sink);
        return seal.hash();
    }

    /** A message to another steward, signed. */
    public void message(String sink, byte[] key, byte[] value, Origin origin, Optional<byte[]> fingerprint) {
        Headers headers = new RecordHeaders()
                .add(HeaderNames.MESSAGE_MAC, HeaderNames.hex(sealer.macOf(value)))
                .add(HeaderNames.CAUSE, origin.cause());
        addFingerprint(headers, fingerprint);
        context.forward(new Record<>(key, Outgoing.byKey(value), origin.timestampMs(), headers), sink);
    }

    /**
     * Answers the asker on the partition it named, if it named one.
     *
     * @param fingerprint of the command; empty when it could not be read
     */
    public void outcome(
            String sink, byte[] key, byte[] value, Asker asker, Origin origin, Optional<byte[]> fingerprint) {
        Headers headers = new RecordHeaders().add(HeaderNames.CAUSE, origin.cause());
        addFingerprint(headers, fingerprint);
        asker.headers().forEach(headers::add);
        context.forward(new Record<>(key, new Outgoing(value, asker.partition()), origin.timestampMs(), headers), sink);
    }

    /**
     * Keeps what could not be read, as it was received, up to {@value #MAX_PART_BYTES} bytes each of key, value and
     * headers: with the headers added here, a record that just fitted its topic would not fit this one, and a letter
     * that cannot be written stops the stream. What was cut off can be read where it came from.
     */
    public void deadLetter(String sink, byte[] key, byte[] value, String reason, Origin origin) {
        Headers headers = bounded(origin.headers());
        boolean cut = isLong(key)
                || isLong(value)
                || headers.toArray().length < origin.headers().toArray().length;
        headers.add(HeaderNames.REASON, HeaderNames.text(cut ? reason + "; this letter is cut short" : reason))
                .add(HeaderNames.ORIGIN_TOPIC, HeaderNames.text(origin.topic()))
                .add(HeaderNames.ORIGIN_PARTITION, HeaderNames.text(Integer.toString(origin.partition())))
                .add(HeaderNames.ORIGIN_OFFSET, HeaderNames.text(Long.toString(origin.offset())));
        context.forward(new Record<>(cut(key), Outgoing.byKey(cut(value)), origin.timestampMs(), headers), sink);
    }

    private static void addFingerprint(Headers headers, Optional<byte[]> fingerprint) {
        fingerprint.ifPresent(bytes -> headers.add(HeaderNames.FINGERPRINT, HeaderNames.hex(bytes)));
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
        return HeaderNames.text(header.key()).length + (header.value() == null ? 0 : header.value().length);
    }

    private static boolean isLong(byte[] bytes) {
        return bytes != null && bytes.length > MAX_PART_BYTES;
    }

    private static byte[] cut(byte[] bytes) {
        return isLong(bytes) ? Arrays.copyOf(bytes, MAX_PART_BYTES) : bytes;
    }
}
