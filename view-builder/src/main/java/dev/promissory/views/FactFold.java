package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.PromiseId;
import org.apache.kafka.common.utils.Bytes;

/**
 * Folds one record after the other into the tables of a partition. Every row is changed by one put and tells by itself
 * what it has applied, so a record may come again after any crash: the tables end the same. No table's change is worked
 * out from another table's row.
 *
 * <p>The wallet's row is put last. Who sees its new sequence finds what the fact did in all other tables of the
 * partition as well.
 */
final class FactFold {

    private final Table wallets;
    private final Table promises;
    private final Table supply;
    private final HistoryFold history;
    private final FactJudge judge;

    FactFold(Table wallets, Table promises, Table supply, HistoryFold history, FactJudge judge) {
        this.wallets = wallets;
        this.promises = promises;
        this.supply = supply;
        this.history = history;
        this.judge = judge;
    }

    Verdict fold(FactRecord record) {
        Verdict verdict = judge.judge(record);
        switch (verdict) {
            case Verdict.Folds folds -> {
                Fact fact = folds.fact();
                FoldedFact line = new FoldedFact(
                        record.offset(), fact.head().at(), folds.after().lastHash(), record.value());
                wallets.put(Keys.fact(fact.walletId(), fact.sequence()), line.toBytes());
                history.keep(folds);
                applyToPromises(fact);
                applyToSupply(fact, record.offset());
                put(folds.after());
            }
            case Verdict.Folded folded -> {
                applyToPromises(folded.fact());
                applyToSupply(folded.fact(), record.offset());
            }
            case Verdict.Doubted doubted -> {
                if (doubted.after() != doubted.before()) {
                    put(doubted.after());
                }
            }
            case Verdict.Seen seen -> {}
            case Verdict.Stray stray -> {}
        }
        return verdict;
    }

    private void put(WalletRow row) {
        wallets.put(Keys.wallet(row.wallet().id()), row.toBytes());
    }

    private void applyToPromises(Fact fact) {
        switch (fact) {
            case TransferPromised promised -> joinPromise(promised.promiseId(), PromiseRow.of(promised));
            case TransferReceived received -> joinPromise(received.promiseId(), PromiseRow.of(received));
            case TransferRefused refused -> joinPromise(refused.promiseId(), PromiseRow.of(refused));
            case TransferReturned returned -> joinPromise(returned.promiseId(), PromiseRow.of(returned));
            case Fact.WalletOpened none -> {}
            case Fact.HoldPlaced none -> {}
            case Fact.HoldCaptured none -> {}
            case Fact.HoldReleased none -> {}
            case Fact.HoldExpired none -> {}
            case Fact.OverdraftLimitSet none -> {}
            case Fact.TransferAccepted none -> {}
            case Fact.TransferSettled none -> {}
            case Fact.TransferReleased none -> {}
            case Fact.TransferScheduled none -> {}
            case Fact.ScheduleCancelled none -> {}
            case Fact.ScheduleFailed none -> {}
            case Fact.JournalOpened none -> {}
            case Fact.JournalSettled none -> {}
            case Fact.JournalReturned none -> {}
            case Fact.TransferReserved none -> {}
            case Fact.WalletDescribed none -> {}
            case Fact.MoneyDeposited none -> {}
            case Fact.MoneyWithdrawn none -> {}
            case Fact.WalletFrozen none -> {}
            case Fact.WalletUnfrozen none -> {}
            case Fact.WalletClosed none -> {}
        }
    }

    private void joinPromise(PromiseId id, PromiseRow step) {
        Bytes key = Keys.promise(id);
        byte[] known = promises.get(key);
        PromiseRow row = known == null ? step : PromiseRow.fromBytes(known).join(step);
        promises.put(key, row.toBytes());
    }

    private void applyToSupply(Fact fact, long offset) {
        for (Movement movement : Movement.of(fact)) {
            Bytes key = Keys.supply(movement.money().currency());
            byte[] known = supply.get(key);
            SupplyRow row = known == null
                    ? SupplyRow.none(movement.money().currency())
                    : SupplyRow.fromBytes(movement.money().currency(), known);
            if (row.lastOffset() < offset) {
                supply.put(key, row.with(movement, offset).toBytes());
            }
        }
    }
}
