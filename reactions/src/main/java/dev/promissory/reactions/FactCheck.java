package dev.promissory.reactions;

import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SealCheck.Links;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.reactions.LastFacts.LastFact;
import dev.promissory.steward.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tells a wallet's next fact from everything else that may lie on wallet.facts. Whatever it is given, it throws nothing,
 * save at a wallet's next fact of a version not known here: what that one says, nobody here may guess.
 */
final class FactCheck {

    private final LastFacts last;
    private final SealCheck seals;
    private final int partitions;

    /** @param partitions of wallet.facts */
    FactCheck(LastFacts last, SealCheck seals, int partitions) {
        this.last = last;
        this.seals = seals;
        this.partitions = partitions;
    }

    /** What a record turned out to be; all but {@link #NEXT} is passed over. */
    enum Finding {
        NEXT,
        /** Of a fact that was handed over, or of one that stands where another was. */
        COPY,
        /** One before it is missing. */
        GAP,
        /** Not what a steward wrote after the last one. */
        FORGED,
        /** On no wallet of this partition. */
        STRAY,
        /** The wallet's next, of a kind that this version does not know: it is not handed over, and holds up nothing. */
        UNKNOWN
    }

    record Checked(Finding finding, Optional<SeenFact> fact) {
        static Checked passedOver(Finding finding) {
            return new Checked(finding, Optional.empty());
        }
    }

    /**
     * A fact that is {@link Finding#NEXT} or {@link Finding#UNKNOWN} counts as dealt with from here on.
     *
     * @throws NewerVersionException when the wallet's next fact has a version that only newer neighbours know
     */
    Checked check(Record<byte[], byte[]> record, Origin origin) {
        Optional<WalletId> walletId = walletId(record.key());
        if (walletId.isEmpty() || WalletPartitions.of(record.key(), partitions) != origin.partition()) {
            return Checked.passedOver(Finding.STRAY);
        }
        if (record.value() == null) {
            return Checked.passedOver(Finding.FORGED);
        }
        // Not readable is garbage, or a fact of a kind that only newer stewards write: its seal and its place will
        // tell.
        Optional<Fact> fact = Json.ifReadable(record.value(), FactJson::read);
        Optional<Long> sequence = fact.isPresent()
                ? fact.filter(read -> read.walletId().equals(walletId.get())).map(Fact::sequence)
                : sequence(record.value(), walletId.get());
        Optional<Links> links = sequence.flatMap(number -> seals.check(record.value(), record.headers()));
        return links.isEmpty()
                ? Checked.passedOver(Finding.FORGED)
                : follow(walletId.get(), sequence.get(), fact, links.get(), record.value(), origin);
    }

    private Checked follow(
            WalletId walletId, long sequence, Optional<Fact> fact, Links links, byte[] value, Origin origin) {
        LastFact before = last.of(walletId);
        if (sequence <= before.sequence()) {
            return Checked.passedOver(Finding.COPY);
        }
        if (sequence > before.sequence() + 1) {
            return Checked.passedOver(Finding.GAP);
        }
        if (!Arrays.equals(links.previous(), before.hash())) {
            return Checked.passedOver(Finding.FORGED);
        }
        if (fact.isEmpty()) {
            requireKnownVersion(value, walletId, origin);
        }
        last.put(walletId, new LastFact(sequence, links.own()));
        return fact.map(read -> new Checked(Finding.NEXT, Optional.of(new SeenFact(read, links.own(), origin))))
                .orElseGet(() -> Checked.passedOver(Finding.UNKNOWN));
    }

    private static void requireKnownVersion(byte[] value, WalletId walletId, Origin origin) {
        try {
            FactJson.requireKnownVersion(value);
        } catch (NewerVersionException e) {
            throw e.stopping("the fact of " + walletId + " at " + origin.place());
        }
    }

    /** What every fact says, whatever its kind: which of this wallet's it is. */
    private static Optional<Long> sequence(byte[] value, WalletId walletId) {
        try {
            Fields fields = new Fields(Json.readObject(value));
            return fields.walletId("walletId").equals(walletId) ? Optional.of(fields.sequence(1)) : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }

    private static Optional<WalletId> walletId(byte[] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return WalletId.isValid(text) ? Optional.of(new WalletId(text)) : Optional.empty();
    }
}
