package dev.promissory.reactions;

import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SealCheck.Links;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.reactions.LastFacts.LastFact;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/** Tells a wallet's next fact from everything else that may lie on wallet.facts; whatever it is given, it throws nothing. */
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
        STRAY
    }

    record Checked(Finding finding, Optional<SeenFact> fact) {
        static Checked passedOver(Finding finding) {
            return new Checked(finding, Optional.empty());
        }
    }

    /** A fact that is {@link Finding#NEXT} counts as handed over from here on. */
    Checked check(Record<byte[], byte[]> record, int partition) {
        Optional<WalletId> walletId = walletId(record.key());
        if (walletId.isEmpty() || WalletPartitions.of(record.key(), partitions) != partition) {
            return Checked.passedOver(Finding.STRAY);
        }
        Optional<Fact> fact =
                read(record.value()).filter(read -> read.walletId().equals(walletId.get()));
        Optional<Links> links = fact.flatMap(read -> seals.check(record.value(), record.headers()));
        return links.isEmpty() ? Checked.passedOver(Finding.FORGED) : follow(fact.orElseThrow(), links.get());
    }

    private Checked follow(Fact fact, Links links) {
        LastFact before = last.of(fact.walletId());
        if (fact.sequence() <= before.sequence()) {
            return Checked.passedOver(Finding.COPY);
        }
        if (fact.sequence() > before.sequence() + 1) {
            return Checked.passedOver(Finding.GAP);
        }
        if (!Arrays.equals(links.previous(), before.hash())) {
            return Checked.passedOver(Finding.FORGED);
        }
        last.put(fact.walletId(), new LastFact(fact.sequence(), links.own()));
        return new Checked(Finding.NEXT, Optional.of(new SeenFact(fact, links.own())));
    }

    private static Optional<WalletId> walletId(byte[] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return WalletId.isValid(text) ? Optional.of(new WalletId(text)) : Optional.empty();
    }

    private static Optional<Fact> read(byte[] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(FactJson.read(value));
        } catch (UnreadableException e) {
            // No fact that this version knows: what follows on this wallet will be a gap.
            return Optional.empty();
        }
    }
}
