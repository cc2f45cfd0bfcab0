package dev.promissory.processor;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldExpired;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.Fact.HoldReleased;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.OverdraftLimitSet;
import dev.promissory.domain.Fact.ScheduleCancelled;
import dev.promissory.domain.Fact.ScheduleFailed;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReleased;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferScheduled;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.Fact.WalletClosed;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletFrozen;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Fact.WalletUnfrozen;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Facts and outcomes in one line each, so that a test can be read like a statement of account. */
final class Telling {

    private Telling() {}

    /** {@code alice#2 MoneyDeposited 12.50 EUR -> 12.50 EUR}: what stands behind the arrow are the new balances. */
    static String of(Fact fact) {
        String what = switch (fact) {
            case WalletOpened opened ->
                opened.owner().map(owner -> " by " + owner).orElse("");
            case WalletDescribed described ->
                described.owner().map(owner -> " as " + owner).orElse("");
            case MoneyDeposited deposited -> " " + deposited.money() + of(deposited.occasion());
            case MoneyWithdrawn withdrawn -> " " + withdrawn.money() + of(withdrawn.occasion());
            case TransferPromised promised -> legs(promised.legs()) + of(promised.occasion());
            case TransferReceived received ->
                " " + received.promiseId() + moneys(received.postings()) + of(received.occasion());
            case TransferRefused refused ->
                " " + refused.promiseId() + moneys(refused.postings()) + " "
                        + refused.reason().code();
            case TransferReturned returned ->
                " " + returned.promiseId() + legs(returned.legs()) + " by " + returned.refusedBy() + " "
                        + returned.reason().code();
            case HoldPlaced placed -> " " + placed.holdId() + " " + placed.money() + " until " + placed.expiresAt();
            case HoldCaptured captured ->
                " " + captured.holdId() + " " + captured.money() + " of "
                        + captured.money().plus(captured.released());
            case HoldReleased released -> " " + released.holdId() + " " + released.money();
            case HoldExpired expired -> " " + expired.holdId() + " " + expired.money();
            case OverdraftLimitSet set -> " " + set.limit();
            case TransferAccepted accepted -> " " + accepted.promiseId() + moneys(accepted.postings());
            case TransferReserved reserved -> " " + reserved.promiseId() + legs(reserved.legs());
            case TransferSettled settled -> " " + settled.promiseId();
            case TransferReleased released ->
                " " + released.promiseId() + " by " + released.refusedBy() + " "
                        + released.reason().code();
            case TransferScheduled scheduled -> legs(scheduled.legs()) + " at " + scheduled.executeAt();
            case ScheduleCancelled cancelled -> " " + cancelled.scheduleId();
            case ScheduleFailed failed ->
                " " + failed.scheduleId() + " " + failed.reason().code();
            case JournalOpened opened -> moneys(opened.postings()) + of(opened.occasion());
            case JournalSettled settled -> " " + settled.promiseId();
            case JournalReturned returned ->
                " " + returned.promiseId() + " by " + returned.refusedBy() + " "
                        + returned.reason().code();
            case WalletFrozen frozen -> "";
            case WalletUnfrozen unfrozen -> "";
            case WalletClosed closed -> "";
        };
        String balances = fact.balances().isEmpty() ? "" : " -> " + totals(fact.balances());
        return fact.walletId() + "#" + fact.sequence() + " " + FactJson.type(fact) + what + balances;
    }

    /** {@code d-1 accepted at 2 -> 12.50 EUR}, {@code w-1 rejected at 2 insufficient-funds replayed}. */
    static String of(Outcome outcome) {
        String answer = switch (outcome) {
            case Outcome.Accepted accepted ->
                " accepted at " + accepted.sequence()
                        + (accepted.opened() ? " opened" : "")
                        + accepted.made()
                                .promiseId()
                                .map(promise -> " promised " + promise)
                                .orElse("")
                        + accepted.made()
                                .holdId()
                                .map(hold -> " holding " + hold)
                                .orElse("")
                        + accepted.made()
                                .scheduleId()
                                .map(schedule -> " scheduled " + schedule)
                                .orElse("")
                        + (accepted.balances().isEmpty() ? "" : " -> " + totals(accepted.balances()));
            case Outcome.Rejected rejected ->
                " rejected at " + rejected.sequence() + " "
                        + rejected.rejection().code();
        };
        return outcome.commandId() + answer + (outcome.replayed() ? " replayed" : "");
    }

    private static String of(Occasion occasion) {
        return switch (occasion) {
            case Occasion.None none -> "";
            case Occasion.Capture capture -> " for " + capture.holdId();
            case Occasion.Schedule schedule -> " for " + schedule.scheduleId();
            case Occasion.Exchange exchange -> " at " + exchange.rate();
            case Occasion.Reversal reversal -> " reversing " + reversal.reversed();
        };
    }

    private static String moneys(List<Posting> postings) {
        return postings.stream().map(posting -> " " + posting.money()).collect(Collectors.joining(","));
    }

    private static String legs(List<Leg> legs) {
        return legs.stream().map(leg -> " " + leg.money() + " to " + leg.to()).collect(Collectors.joining(","));
    }

    private static String totals(Collection<Balance> balances) {
        return balances.stream().map(balance -> balance.total().toString()).collect(Collectors.joining(", "));
    }
}
