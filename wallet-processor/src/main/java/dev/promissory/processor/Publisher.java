package dev.promissory.processor;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Hands records to the sinks, with the headers each kind has. Nothing it hands over is seen before the commit. */
final class Publisher {

    private static final int MAX_PART_BYTES = CommandJson.MAX_BYTES;

    /** Longer than any id of a request; a header that fills a whole record would not fit on the answer. */
    private static final int MAX_COPIED_BYTES = 1024;

    private final ProcessorContext<byte[], Outgoing> context;
    private final Sealer sealer;

    Publisher(ProcessorContext<byte[], Outgoing> context, Sealer sealer) {
        this.context = context;
        this.sealer = sealer;
    }

    /** Seals the fact onto the wallet's chain; the result is the hash that the next one builds on. */
    byte[] fact(Fact fact, byte[] previousHash, Origin origin, byte[] fingerprint) {
        byte[] value = FactJson.write(fact);
        FactSeal seal = sealer.seal(previousHash, value);
        Headers headers = new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()))
                .add(HeaderNames.CAUSE, origin.cause())
                .add(HeaderNames.FINGERPRINT, HeaderNames.hex(fingerprint));
        forward(
                StewardTopology.FACTS_SINK,
                fact.walletId(),
                value,
                fact.head().at().toEpochMilli(),
                headers);
        return seal.hash();
    }

    void message(Message message, byte[] value, Origin origin, byte[] fingerprint) {
        Headers headers = new RecordHeaders()
                .add(HeaderNames.MESSAGE_MAC, HeaderNames.hex(sealer.macOf(value)))
                .add(HeaderNames.CAUSE, origin.cause())
                .add(HeaderNames.FINGERPRINT, HeaderNames.hex(fingerprint));
        forward(StewardTopology.TRANSFERS_SINK, message.addressee(), value, origin.timestampMs(), headers);
    }

    /**
     * Answers the asker on the partition it named, if it named one.
     *
     * @param fingerprint of the command; empty when it could not be read
     */
    void outcome(Outcome outcome, Origin origin, Optional<byte[]> fingerprint) {
        Headers headers = new RecordHeaders().add(HeaderNames.CAUSE, origin.cause());
        fingerprint.ifPresent(bytes -> headers.add(HeaderNames.FINGERPRINT, HeaderNames.hex(bytes)));
        copy(origin.headers(), headers, HeaderNames.REQUEST_ID);
        copy(origin.headers(), headers, HeaderNames.REPLY_PARTITION);
        Outgoing outgoing = new Outgoing(OutcomeJson.write(outcome), replyPartition(origin.headers()));
        context.forward(
                new Record<>(key(outcome.walletId()), outgoing, origin.timestampMs(), headers),
                StewardTopology.OUTCOMES_SINK);
    }

    /**
     * Keeps what could not be read, as it was received, up to {@value #MAX_PART_BYTES} bytes each of key, value and
     * headers: with the headers added here, a record that just fitted its topic would not fit this one, and a letter
     * that cannot be written stops the stream. What was cut off can be read where it came from.
     */
    void deadLetter(byte[] key, byte[] value, String reason, Origin origin) {
        Headers headers = bounded(origin.headers());
        boolean cut = isLong(key)
                || isLong(value)
                || headers.toArray().length < origin.headers().toArray().length;
        headers.add(HeaderNames.REASON, HeaderNames.text(cut ? reason + "; this letter is cut short" : reason))
                .add(HeaderNames.ORIGIN_TOPIC, HeaderNames.text(origin.topic().topicName()))
                .add(HeaderNames.ORIGIN_PARTITION, HeaderNames.text(Integer.toString(origin.partition())))
                .add(HeaderNames.ORIGIN_OFFSET, HeaderNames.text(Long.toString(origin.offset())));
        context.forward(
                new Record<>(cut(key), Outgoing.byKey(cut(value)), origin.timestampMs(), headers),
                StewardTopology.DEAD_LETTERS_SINK);
    }

    private void forward(String sink, WalletId walletId, byte[] value, long timestampMs, Headers headers) {
        context.forward(new Record<>(key(walletId), Outgoing.byKey(value), timestampMs, headers), sink);
    }

    private static byte[] key(WalletId walletId) {
        return walletId.value().getBytes(StandardCharsets.UTF_8);
    }

    private static void copy(Headers from, Headers to, String name) {
        Header header = from.lastHeader(name);
        if (header != null && sizeOf(header) <= MAX_COPIED_BYTES) {
            to.add(header);
        }
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

    static OptionalInt replyPartition(Headers headers) {
        return HeaderNames.read(headers, HeaderNames.REPLY_PARTITION)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }
}
