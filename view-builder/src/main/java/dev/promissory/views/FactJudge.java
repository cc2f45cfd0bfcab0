package dev.promissory.views;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReleased;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferScheduled;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.NewerFacts;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SealCheck.Links;
import dev.promissory.protocol.Topic;
import dev.promissory.views.Trust.Doubt;
import dev.promissory.views.Trust.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Tells good facts from bad ones. It only reads; whatever a record holds, it has an answer and throws nothing, save at
 * {@link NewerFacts}.
 *
 * <p>After a crash, records that were judged before come again while the tables have been kept up to different points.
 * A record at or before its wallet's last offset is not judged anew, since the state it was judged by is gone: it was
 * folded then exactly if the statement holds it, under its sequence and with its offset. That is certain because the
 * statement's row is written before the wallet's, into the same store.
 */
final class FactJudge {

    /** Times a calendar can show; beyond them arithmetic on times may overflow. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Table wallets;
    private final RecentRows recent = new RecentRows();
    private final SealCheck seals;
    private final NewerFacts newer;
    private final ToIntFunction<byte[]> partitionOf;

    /**
     * @param wallets the store of wallets and their statements
     * @param partitionOf which partition a key belongs to
     */
    FactJudge(Table wallets, SealCheck seals, ToIntFunction<byte[]> partitionOf) {
        this.wallets = wallets;
        this.seals = seals;
        this.newer = new NewerFacts(seals);
        this.partitionOf = partitionOf;
    }

    Verdict judge(FactRecord record) {
        Optional<WalletId> walletId = walletId(record.key());
        if (walletId.isEmpty() || partitionOf.applyAsInt(record.key()) != record.partition()) {
            return new Verdict.Stray();
        }
        WalletRow row = row(walletId.get());
        Optional<Fact> fact = newer.read(
                        record.value(),
                        record.headers(),
                        row.lastHash(),
                        FactJson::read,
                        () -> record.named(walletId.get().value(), Topic.FACTS.topicName()))
                .filter(read -> read.walletId().equals(walletId.get()));
        if (record.offset() <= row.lastOffset()) {
            return again(row, fact, record.offset());
        }
        Optional<Links> links = fact.flatMap(read -> seals.check(record.value(), record.headers()));
        return links.isEmpty()
                ? doubted(Kind.FORGED, row, record)
                : judgeSealed(row, fact.orElseThrow(), links.get(), record);
    }

    private Verdict judgeSealed(WalletRow row, Fact fact, Links links, FactRecord record) {
        long next = row.wallet().sequence() + 1;
        if (fact.sequence() > next) {
            return gap(row, fact, record);
        }
        if (fact.sequence() < next) {
            return judgeOld(row, fact, links, record);
        }
        boolean follows = Arrays.equals(links.previous(), row.lastHash());
        if (!follows || goesBack(row, fact) || !speaksForItself(fact)) {
            return doubted(Kind.FORGED, row, record);
        }
        return Evolution.agreed(row.wallet(), fact)
                .map(after -> row.folded(after, record.offset(), links.own(), seals.withKey()))
                .<Verdict>map(after -> new Verdict.Folds(fact, row, after))
                .orElseGet(() -> doubted(Kind.FORGED, row, record));
    }

    /** A steward never writes a time before the last one's, so a moment of a wallet's past is found by halving. */
    private static boolean goesBack(WalletRow row, Fact fact) {
        return fact.head().at().isBefore(row.wallet().lastFactAt());
    }

    /** A sequence that was folded before: the very same fact is a copy, another one is a fork. */
    private Verdict judgeOld(WalletRow row, Fact fact, Links links, FactRecord record) {
        if (fact.sequence() < 1) {
            return doubted(Kind.FORGED, row, record);
        }
        Optional<FoldedFact> folded = folded(fact);
        if (folded.isPresent() && Arrays.equals(folded.get().hash(), links.own())) {
            return new Verdict.Seen(row);
        }
        Doubt doubt = new Doubt(Kind.FORKED, fact.sequence(), record.time());
        return new Verdict.Doubted(Kind.FORKED, row, row.doubting(record.offset(), doubt));
    }

    private Verdict again(WalletRow row, Optional<Fact> fact, long offset) {
        return fact.filter(read ->
                        folded(read).filter(line -> line.offset() == offset).isPresent())
                .<Verdict>map(read -> new Verdict.Folded(read, row))
                .orElseGet(() -> new Verdict.Seen(row));
    }

    /** Without the key anybody may have written it: then nobody can say how much is missing. */
    private Verdict gap(WalletRow row, Fact fact, FactRecord record) {
        Doubt doubt = new Doubt(Kind.GAP, row.wallet().sequence() + 1, record.time());
        long met = seals.withKey() ? fact.sequence() : 0;
        return new Verdict.Doubted(Kind.GAP, row, row.missing(record.offset(), doubt, met));
    }

    private static Verdict doubted(Kind kind, WalletRow row, FactRecord record) {
        Doubt doubt = new Doubt(kind, row.wallet().sequence() + 1, record.time());
        return new Verdict.Doubted(kind, row, row.doubting(record.offset(), doubt));
    }

    /** Whether a fact makes sense for the wallet whose it is, whatever came before it. */
    private static boolean speaksForItself(Fact fact) {
        return isShowable(fact.head().at())
                && statesWhatItChanges(fact)
                && switch (fact) {
                    case TransferReceived received ->
                        !received.promiseId().sender().equals(fact.walletId()) && isShowable(received.promisedAt());
                    case TransferRefused refused ->
                        !refused.promiseId().sender().equals(fact.walletId()) && isShowable(refused.promisedAt());
                    case TransferReturned returned ->
                        isOwnOrJournals(returned.promiseId(), fact) && isShowable(returned.promisedAt());
                    case TransferAccepted accepted ->
                        !accepted.promiseId().sender().equals(fact.walletId()) && isShowable(accepted.promisedAt());
                    case TransferReserved reserved ->
                        reserved.promiseId().isOfJournal() && isShowable(reserved.promisedAt());
                    case TransferSettled settled ->
                        isOwnOrJournals(settled.promiseId(), fact) && isShowable(settled.promisedAt());
                    case TransferReleased released ->
                        !released.promiseId().sender().equals(fact.walletId()) && isShowable(released.promisedAt());
                    case TransferScheduled scheduled -> isShowable(scheduled.executeAt());
                    case HoldPlaced placed -> isShowable(placed.expiresAt());
                    case JournalOpened opened -> opened.promiseId().isOfJournal() && isShowable(opened.deadline());
                    case JournalSettled settled ->
                        settled.promiseId().sender().equals(fact.walletId()) && isShowable(settled.promisedAt());
                    case JournalReturned returned ->
                        returned.promiseId().sender().equals(fact.walletId()) && isShowable(returned.promisedAt());
                    case Fact.ScheduleCancelled any -> true;
                    case Fact.ScheduleFailed any -> true;
                    case Fact.HoldCaptured any -> true;
                    case Fact.HoldReleased any -> true;
                    case Fact.HoldExpired any -> true;
                    case Fact.OverdraftLimitSet any -> true;
                    case Fact.WalletOpened any -> true;
                    case Fact.WalletDescribed any -> true;
                    case Fact.MoneyDeposited any -> true;
                    case Fact.MoneyWithdrawn any -> true;
                    case Fact.TransferPromised any -> true;
                    case Fact.WalletFrozen any -> true;
                    case Fact.WalletUnfrozen any -> true;
                    case Fact.WalletClosed any -> true;
                };
    }

    private static boolean isOwnOrJournals(PromiseId promiseId, Fact fact) {
        return promiseId.isOfJournal() || promiseId.sender().equals(fact.walletId());
    }

    private static boolean statesWhatItChanges(Fact fact) {
        List<Balance> stated = fact.balances();
        for (Movement movement : Movement.of(fact)) {
            if (!states(stated, movement.money().currency())) {
                return false;
            }
        }
        return true;
    }

    private static boolean states(List<Balance> stated, Currency currency) {
        for (Balance balance : stated) {
            if (balance.currency().equals(currency)) {
                return true;
            }
        }
        return false;
    }

    static boolean isShowable(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST);
    }

    /** To be called when a row has been put; another's may not be. */
    void remember(WalletRow put, int bytes) {
        recent.put(put, bytes);
    }

    private WalletRow row(WalletId id) {
        return recent.find(id).or(() -> StewardRows.find(wallets::get, id)).orElseGet(() -> WalletRow.unknown(id));
    }

    private Optional<FoldedFact> folded(Fact fact) {
        return Optional.ofNullable(wallets.get(Keys.fact(fact.walletId(), fact.sequence())))
                .map(FoldedFact::fromBytes);
    }

    static Optional<WalletId> walletId(byte[] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return WalletId.isValid(text) ? Optional.of(new WalletId(text)) : Optional.empty();
    }
}
