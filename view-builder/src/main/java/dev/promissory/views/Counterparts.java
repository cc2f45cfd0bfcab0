package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.Fact.JournalSettled;
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
import dev.promissory.domain.Leg;
import dev.promissory.domain.Posting;
import dev.promissory.domain.WalletId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The wallets at the other end of what a fact tells. */
final class Counterparts {

    private Counterparts() {}

    /** Each once. */
    static SortedSet<WalletId> of(Fact fact) {
        Stream<WalletId> named = switch (fact) {
            case HoldCaptured captured -> captured.to().stream();
            case TransferPromised promised -> receivers(promised.legs());
            case TransferReceived received -> others(received, received.postings());
            case TransferRefused refused -> others(refused, refused.postings());
            case TransferReturned returned -> receivers(returned.legs());
            case TransferAccepted accepted -> others(accepted, accepted.postings());
            case TransferReserved reserved -> receivers(reserved.legs());
            case TransferSettled settled -> receivers(settled.legs());
            case TransferReleased released -> others(released, released.postings());
            case TransferScheduled scheduled -> receivers(scheduled.legs());
            case ScheduleCancelled cancelled -> receivers(cancelled.legs());
            case ScheduleFailed failed -> receivers(failed.legs());
            case JournalOpened opened -> others(opened, opened.postings());
            case JournalSettled settled -> others(settled, settled.postings());
            case JournalReturned returned -> others(returned, returned.postings());
            case Fact.WalletOpened none -> Stream.of();
            case Fact.WalletDescribed none -> Stream.of();
            case Fact.MoneyDeposited none -> Stream.of();
            case Fact.MoneyWithdrawn none -> Stream.of();
            case Fact.HoldPlaced none -> Stream.of();
            case Fact.HoldReleased none -> Stream.of();
            case Fact.HoldExpired none -> Stream.of();
            case Fact.OverdraftLimitSet none -> Stream.of();
            case Fact.WalletFrozen none -> Stream.of();
            case Fact.WalletUnfrozen none -> Stream.of();
            case Fact.WalletClosed none -> Stream.of();
        };
        return new TreeSet<>(named.toList());
    }

    private static Stream<WalletId> receivers(List<Leg> legs) {
        return legs.stream().map(Leg::to);
    }

    private static Stream<WalletId> others(Fact fact, List<Posting> postings) {
        return postings.stream()
                .flatMap(posting -> Stream.of(posting.from(), posting.to()))
                .filter(wallet -> !wallet.equals(fact.walletId()));
    }
}
