package dev.promissory.views;

import dev.promissory.domain.Fact;
import org.apache.kafka.common.utils.Bytes;

/**
 * Folds one record after the other into the tables of a partition. Every row is changed by one put and tells by itself
 * what it has applied, so a record may come again after any crash: the tables end the same. No table's change is worked
 * out from another table's row.
 *
 * <p>The wallet's row is put last; nothing comes behind it but what {@linkplain LedgerFold#tidy only tidies up}. Who sees
 * its new sequence finds what the fact did in all other tables of the partition as well.
 */
final class FactFold {

    private final Table wallets;
    private final Table promises;
    private final Table supply;
    private final HistoryFold history;
    private final LedgerFold ledger;
    private final FactJudge judge;
    private final DoubtIndex doubts;

    FactFold(Table wallets, Table promises, Table supply, HistoryFold history, FactJudge judge, DoubtIndex doubts) {
        this.wallets = wallets;
        this.promises = promises;
        this.supply = supply;
        this.history = history;
        this.ledger = new LedgerFold(wallets);
        this.judge = judge;
        this.doubts = doubts;
    }

    Verdict fold(FactRecord record) {
        Verdict verdict = judge.judge(record);
        switch (verdict) {
            case Verdict.Folds folds -> {
                Fact fact = folds.fact();
                FoldedFact line =
                        FoldedFact.of(fact, record.offset(), folds.after().lastHash(), record.value());
                wallets.put(Keys.fact(fact.walletId(), fact.sequence()), line.toBytes());
                history.keep(folds);
                ledger.apply(fact);
                applyToPromises(fact);
                applyToSupply(fact, record.offset());
                put(folds.before(), folds.after());
                ledger.tidy(fact);
            }
            case Verdict.Folded folded -> {
                ledger.apply(folded.fact());
                applyToPromises(folded.fact());
                applyToSupply(folded.fact(), record.offset());
                doubts.agreeWith(folded.row());
                ledger.tidy(folded.fact());
            }
            case Verdict.Doubted doubted -> {
                if (doubted.after() != doubted.before()) {
                    put(doubted.before(), doubted.after());
                }
            }
            case Verdict.Seen seen -> doubts.agreeWith(seen.row());
            case Verdict.Stray stray -> {}
        }
        return verdict;
    }

    private void put(WalletRow before, WalletRow row) {
        doubts.note(row.wallet().id(), before.trust(), row.trust());
        byte[] bytes = row.toBytes();
        wallets.put(StewardRows.key(row.wallet()), bytes);
        judge.remember(row, bytes.length);
    }

    private void applyToPromises(Fact fact) {
        PromiseStep.of(fact).ifPresent(step -> {
            byte[] known = promises.get(step.key());
            PromiseRow row =
                    known == null ? step.row() : PromiseRow.fromBytes(known).join(step.row());
            promises.put(step.key(), row.toBytes());
        });
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
