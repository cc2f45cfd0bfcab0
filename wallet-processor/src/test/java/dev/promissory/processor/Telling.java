package dev.promissory.processor;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.WalletClosed;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletFrozen;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Fact.WalletUnfrozen;
import dev.promissory.domain.Leg;
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
            case WalletDescribed described -> " as " + described.owner();
            case MoneyDeposited deposited -> " " + deposited.money();
            case MoneyWithdrawn withdrawn -> " " + withdrawn.money();
            case TransferPromised promised -> legs(promised.legs());
            case TransferReceived received -> " " + received.promiseId() + " " + received.money();
            case TransferRefused refused ->
                " " + refused.promiseId() + " " + refused.money() + " "
                        + refused.reason().code();
            case TransferReturned returned ->
                " " + returned.promiseId() + legs(returned.legs()) + " by " + returned.refusedBy() + " "
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
                        + accepted.promiseId()
                                .map(promise -> " promised " + promise)
                                .orElse("")
                        + (accepted.balances().isEmpty() ? "" : " -> " + totals(accepted.balances()));
            case Outcome.Rejected rejected ->
                " rejected at " + rejected.sequence() + " "
                        + rejected.rejection().code();
        };
        return outcome.commandId() + answer + (outcome.replayed() ? " replayed" : "");
    }

    private static String legs(List<Leg> legs) {
        return legs.stream().map(leg -> " " + leg.money() + " to " + leg.to()).collect(Collectors.joining(","));
    }

    private static String totals(Collection<Balance> balances) {
        return balances.stream().map(balance -> balance.total().toString()).collect(Collectors.joining(", "));
    }
}
