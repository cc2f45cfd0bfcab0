package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldExpired;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.Fact.HoldReleased;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.ScheduleCancelled;
import dev.promissory.domain.Fact.ScheduleFailed;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferScheduled;
import dev.promissory.domain.Hold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.ScheduleId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Bytes;

/**
 * Folds what a wallet has beside its balances into the table of wallets: holds, schedules, and in which journals it took
 * part. Each row tells by itself what it has applied, so a fact may come again. What names a hold or a schedule that was
 * never made changes nothing: no steward writes it, and without the key a view cannot tell.
 */
final class LedgerFold {

    private final Table wallets;

    LedgerFold(Table wallets) {
        this.wallets = wallets;
    }

    void apply(Fact fact) {
        switch (fact) {
            case HoldPlaced placed -> place(placed);
            case HoldCaptured captured -> change(fact, captured.holdId(), hold -> hold.captured(captured));
            case HoldReleased released ->
                change(fact, released.holdId(), hold -> hold.freed(fact.head(), Hold.Status.RELEASED));
            case HoldExpired expired ->
                change(fact, expired.holdId(), hold -> hold.freed(fact.head(), Hold.Status.EXPIRED));
            case TransferPromised promised -> promised(promised);
            case TransferScheduled scheduled -> {
                Bytes key = LedgerKeys.schedule(fact.walletId(), fact.sequence());
                if (wallets.get(key) == null) {
                    wallets.put(key, ScheduleRow.of(scheduled).toBytes());
                }
            }
            case ScheduleCancelled cancelled ->
                change(fact, cancelled.scheduleId(), waiting -> waiting.cancelled(fact.head()));
            case ScheduleFailed failed ->
                change(
                        fact,
                        failed.scheduleId(),
                        waiting -> waiting.failed(fact.head(), failed.reason().code()));
            case TransferReserved reserved -> enter(fact, reserved.promiseId());
            case TransferAccepted accepted -> enter(fact, accepted.promiseId());
            case TransferRefused refused -> enter(fact, refused.promiseId());
            case JournalOpened none -> {}
            case Fact.JournalSettled none -> {}
            case Fact.JournalReturned none -> {}
            case Fact.TransferReceived none -> {}
            case Fact.TransferReturned none -> {}
            case Fact.TransferSettled none -> {}
            case Fact.TransferReleased none -> {}
            case Fact.WalletOpened none -> {}
            case Fact.WalletDescribed none -> {}
            case Fact.MoneyDeposited none -> {}
            case Fact.MoneyWithdrawn none -> {}
            case Fact.OverdraftLimitSet none -> {}
            case Fact.WalletFrozen none -> {}
            case Fact.WalletUnfrozen none -> {}
            case Fact.WalletClosed none -> {}
        }
    }

    private void place(HoldPlaced placed) {
        Bytes key = LedgerKeys.hold(placed.walletId(), placed.sequence());
        wallets.put(LedgerKeys.holdById(placed.walletId(), placed.holdId()), key.get());
        if (wallets.get(key) == null) {
            wallets.put(key, HoldRow.of(placed).toBytes());
        }
    }

    private void promised(TransferPromised promised) {
        switch (promised.occasion()) {
            case Occasion.Capture capture ->
                change(promised, capture.holdId(), hold -> hold.sent(promised.head(), promised.promiseId()));
            case Occasion.Schedule schedule ->
                change(
                        promised,
                        schedule.scheduleId(),
                        waiting -> waiting.executed(promised.head(), promised.promiseId()));
            case Occasion.None none -> {}
            case Occasion.Exchange none -> {}
            case Occasion.Reversal none -> {}
        }
    }

    private void change(Fact fact, HoldId holdId, UnaryOperator<HoldRow> change) {
        byte[] place = wallets.get(LedgerKeys.holdById(fact.walletId(), holdId));
        byte[] known = place == null ? null : wallets.get(Bytes.wrap(place));
        if (known != null) {
            HoldRow hold = HoldRow.fromBytes(known);
            if (hold.lastSequence() < fact.sequence()) {
                wallets.put(Bytes.wrap(place), change.apply(hold).toBytes());
            }
        }
    }

    private void change(Fact fact, ScheduleId scheduleId, UnaryOperator<ScheduleRow> change) {
        Bytes key = LedgerKeys.schedule(fact.walletId(), scheduleId.sequence());
        byte[] known = scheduleId.walletId().equals(fact.walletId()) ? wallets.get(key) : null;
        if (known != null) {
            ScheduleRow schedule = ScheduleRow.fromBytes(known);
            if (schedule.status() == ScheduleRow.Status.WAITING) {
                wallets.put(key, change.apply(schedule).toBytes());
            }
        }
    }

    /** A wallet that gives and takes answers with two facts, one behind the other, and took part once. */
    private void enter(Fact fact, PromiseId promiseId) {
        byte[] entry = promiseId.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] before = wallets.get(LedgerKeys.entry(fact.walletId(), fact.sequence() - 1));
        if (promiseId.isOfJournal() && !Arrays.equals(before, entry)) {
            wallets.put(LedgerKeys.entry(fact.walletId(), fact.sequence()), entry);
        }
    }

    /**
     * What was doubted about a journal before its first fact was verified lies among the wallets. To be called when the
     * journal's own row is put: after a crash, one of the two must be there to tell that there is an entry among the doubted.
     */
    void tidy(Fact fact) {
        Bytes key = Keys.wallet(fact.walletId());
        if (fact instanceof JournalOpened && wallets.get(key) != null) {
            wallets.put(key, null);
        }
    }
}
