package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintFactJson;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.NewerFacts;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SealCheck.Links;
import dev.promissory.views.Trust.Doubt;
import dev.promissory.views.Trust.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Tells the mint's good facts from bad ones, as {@link FactJudge} does for wallets. It only reads; whatever a record
 * holds, it has an answer and throws nothing, save at {@link NewerFacts}. A record at or before its currency's last offset was judged before.
 */
final class MintJudge {

    private final Table mint;
    private final SealCheck seals;
    private final NewerFacts newer;
    private final ToIntFunction<byte[]> partitionOf;

    /**
     * @param mint the store of currencies and the hashes of their facts
     * @param partitionOf which partition a key belongs to
     */
    MintJudge(Table mint, SealCheck seals, ToIntFunction<byte[]> partitionOf) {
        this.mint = mint;
        this.seals = seals;
        this.newer = new NewerFacts(seals);
        this.partitionOf = partitionOf;
    }

    MintVerdict judge(FactRecord record) {
        Optional<Currency> currency = currency(record.key());
        if (currency.isEmpty() || partitionOf.applyAsInt(record.key()) != record.partition()) {
            return new MintVerdict.Stray();
        }
        MintRow row = row(currency.get());
        if (record.offset() <= row.lastOffset()) {
            return new MintVerdict.Seen();
        }
        Optional<MintFact> fact = newer.read(
                        record.value(),
                        record.headers(),
                        row.lastHash(),
                        MintFactJson::read,
                        () -> record.named(currency.get().code(), MintTopic.FACTS.topicName()))
                .filter(read -> read.currency().equals(currency.get()));
        Optional<Links> links = fact.flatMap(read -> seals.check(record.value(), record.headers()));
        return links.isEmpty()
                ? doubted(Kind.FORGED, row, record)
                : judgeSealed(row, fact.orElseThrow(), links.get(), record);
    }

    private MintVerdict judgeSealed(MintRow row, MintFact fact, Links links, FactRecord record) {
        long next = row.minted().sequence() + 1;
        if (fact.sequence() > next) {
            return doubted(Kind.GAP, row, record);
        }
        if (fact.sequence() < next) {
            return judgeOld(row, fact, links, record);
        }
        boolean follows = Arrays.equals(links.previous(), row.lastHash());
        boolean good = follows
                && FactJudge.isShowable(fact.head().at())
                && row.minted().agrees(fact);
        return good
                ? new MintVerdict.Folds(fact, row.folding(fact, record.offset(), links.own(), seals.withKey()))
                : doubted(Kind.FORGED, row, record);
    }

    /** A sequence that was folded before: the very same fact is a copy, another one is a fork. */
    private MintVerdict judgeOld(MintRow row, MintFact fact, Links links, FactRecord record) {
        byte[] folded = mint.get(Keys.mintFact(fact.currency(), fact.sequence()));
        if (Arrays.equals(folded, links.own())) {
            return new MintVerdict.Seen();
        }
        Doubt doubt = new Doubt(Kind.FORKED, fact.sequence(), record.time());
        return new MintVerdict.Doubted(Kind.FORKED, row, row.doubting(record.offset(), doubt));
    }

    private static MintVerdict doubted(Kind kind, MintRow row, FactRecord record) {
        Doubt doubt = new Doubt(kind, row.minted().sequence() + 1, record.time());
        return new MintVerdict.Doubted(kind, row, row.doubting(record.offset(), doubt));
    }

    private MintRow row(Currency currency) {
        byte[] row = mint.get(Keys.minted(currency));
        return row == null ? MintRow.unknown(currency) : MintRow.fromBytes(currency, row);
    }

    private static Optional<Currency> currency(byte[] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return Currency.isValid(text) ? Optional.of(new Currency(text)) : Optional.empty();
    }
}
