package dev.promissory.processor;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Hands records to the sinks, with the headers each kind has. Nothing it hands over is seen before the commit. */
final class Publisher {

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

    /** Answers the asker on the partition it named, if it named one. */
    void outcome(Outcome outcome, Origin origin, byte[] fingerprint) {
        Headers headers = new RecordHeaders()
                .add(HeaderNames.CAUSE, origin.cause())
                .add(HeaderNames.FINGERPRINT, HeaderNames.hex(fingerprint));
        copy(origin.headers(), headers, HeaderNames.REQUEST_ID);
        copy(origin.headers(), headers, HeaderNames.REPLY_PARTITION);
        Outgoing outgoing = new Outgoing(OutcomeJson.write(outcome), replyPartition(origin.headers()));
        context.forward(
                new Record<>(key(outcome.walletId()), outgoing, origin.timestampMs(), headers),
                StewardTopology.OUTCOMES_SINK);
    }

    /** Keeps what could not be read, as it was received. */
    void deadLetter(byte[] key, byte[] value, String reason, Origin origin) {
        Headers headers = new RecordHeaders(origin.headers())
                .add(HeaderNames.REASON, HeaderNames.text(reason))
                .add(HeaderNames.ORIGIN_TOPIC, HeaderNames.text(origin.topic().topicName()))
                .add(HeaderNames.ORIGIN_PARTITION, HeaderNames.text(Integer.toString(origin.partition())))
                .add(HeaderNames.ORIGIN_OFFSET, HeaderNames.text(Long.toString(origin.offset())));
        context.forward(
                new Record<>(key, Outgoing.byKey(value), origin.timestampMs(), headers),
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
        if (header != null) {
            to.add(header);
        }
    }

    private static OptionalInt replyPartition(Headers headers) {
        return HeaderNames.read(headers, HeaderNames.REPLY_PARTITION)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }
}
