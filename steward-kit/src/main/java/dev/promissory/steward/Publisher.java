package dev.promissory.steward;

import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Hands records to the sinks, with the headers each kind has. Nothing it hands over is seen before the commit. */
public final class Publisher {

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
     * Answers the asker on the partition it named, if it named one; signed, for those who read all answers.
     *
     * @param fingerprint of the command; empty when it could not be read
     */
    public void outcome(
            String sink, byte[] key, byte[] value, Asker asker, Origin origin, Optional<byte[]> fingerprint) {
        answer(sink, key, value, asker, origin, fingerprint, new RecordHeaders());
    }

    /** As {@link #outcome}, of an answer to what has only been asked to know what would follow. */
    public void dryRun(
            String sink, byte[] key, byte[] value, Asker asker, Origin origin, Optional<byte[]> fingerprint) {
        Headers headers = new RecordHeaders().add(HeaderNames.DRY_RUN, HeaderNames.text("true"));
        answer(sink, key, value, asker, origin, fingerprint, headers);
    }

    /** A record without any headers. */
    public void plain(String sink, byte[] key, byte[] value, long timestampMs) {
        context.forward(new Record<>(key, Outgoing.byKey(value), timestampMs), sink);
    }

    private void answer(
            String sink,
            byte[] key,
            byte[] value,
            Asker asker,
            Origin origin,
            Optional<byte[]> fingerprint,
            Headers headers) {
        headers.add(HeaderNames.CAUSE, origin.cause());
        addFingerprint(headers, fingerprint);
        headers.add(HeaderNames.OUTCOME_MAC, HeaderNames.hex(sealer.macOfOutcome(headers, value)));
        asker.headers().forEach(headers::add);
        context.forward(new Record<>(key, new Outgoing(value, asker.partition()), origin.timestampMs(), headers), sink);
    }

    /** See {@link DeadLetters}. */
    public void deadLetter(String sink, byte[] key, byte[] value, String reason, Origin origin) {
        new DeadLetters(context).keep(sink, key, value, reason, origin);
    }

    private static void addFingerprint(Headers headers, Optional<byte[]> fingerprint) {
        fingerprint.ifPresent(bytes -> headers.add(HeaderNames.FINGERPRINT, HeaderNames.hex(bytes)));
    }
}
