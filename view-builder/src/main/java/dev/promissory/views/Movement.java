package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.WalletClosed;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletFrozen;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Fact.WalletUnfrozen;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Money;
import dev.promissory.domain.Posting;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one fact does to its wallet's balance of one currency.
 *
 * @param money how much; its direction is the flow's
 */
record Movement(Flow flow, Money money) {

    /** Where money comes from or goes to, seen from a wallet. */
    enum Flow {
        DEPOSITED(true),
        WITHDRAWN(false),
        PROMISED(false),
        RECEIVED(true),
        RETURNED(true);

        private final boolean in;

        Flow(boolean in) {
            this.in = in;
        }
    }

    /** The signed effect on the balance. */
    Money effect() {
        return flow.in ? money : money.negated();
    }

    /** One for each currency the fact moves; empty when it moves no money. */
    static List<Movement> of(Fact fact) {
        return switch (fact) {
            case MoneyDeposited deposited -> List.of(new Movement(Flow.DEPOSITED, deposited.money()));
            case MoneyWithdrawn withdrawn -> List.of(new Movement(Flow.WITHDRAWN, withdrawn.money()));
            case TransferPromised promised -> ofLegs(Flow.PROMISED, promised.legs());
            case TransferReceived received ->
                ofMoneys(Flow.RECEIVED, received.postings().stream().map(Posting::money));
            case TransferReserved reserved -> ofLegs(Flow.PROMISED, reserved.legs());
            case TransferReturned returned -> ofLegs(Flow.RETURNED, returned.legs());
            case TransferRefused refused -> List.of();
            case WalletOpened opened -> List.of();
            case Fact.HoldPlaced none -> List.of();
            case Fact.HoldCaptured none -> List.of();
            case Fact.HoldReleased none -> List.of();
            case Fact.HoldExpired none -> List.of();
            case Fact.OverdraftLimitSet none -> List.of();
            case Fact.TransferAccepted none -> List.of();
            case Fact.TransferSettled none -> List.of();
            case Fact.TransferReleased none -> List.of();
            case Fact.TransferScheduled none -> List.of();
            case Fact.ScheduleCancelled none -> List.of();
            case Fact.ScheduleFailed none -> List.of();
            case Fact.JournalOpened none -> List.of();
            case Fact.JournalSettled none -> List.of();
            case Fact.JournalReturned none -> List.of();
            case WalletDescribed described -> List.of();
            case WalletFrozen frozen -> List.of();
            case WalletUnfrozen unfrozen -> List.of();
            case WalletClosed closed -> List.of();
        };
    }

    private static List<Movement> ofLegs(Flow flow, List<Leg> legs) {
        return ofMoneys(flow, legs.stream().map(Leg::money));
    }

    private static List<Movement> ofMoneys(Flow flow, Stream<Money> moneys) {
        return Posting.sums(moneys).stream().map(sum -> new Movement(flow, sum)).toList();
    }
}
