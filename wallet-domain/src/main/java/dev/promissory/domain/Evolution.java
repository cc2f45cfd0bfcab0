package dev.promissory.domain;

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
import dev.promissory.domain.Wallet.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How facts change a wallet: the only way it ever changes, for the steward that writes them and all who read them. */
public final class Evolution {

    private Evolution() {}

    /**
     * The wallet after the fact. Balances are worked out from the amounts, not copied from the fact, so that
     * {@link #agrees} can hold the one against the other.
     *
     * @throws IllegalArgumentException when the fact is not the next one of this wallet
     */
    public static Wallet evolve(Wallet wallet, Fact fact) {
        if (!isNext(wallet, fact)) {
            throw new IllegalArgumentException("fact " + fact.walletId() + "#" + fact.sequence() + " does not follow "
                    + wallet.id() + "#" + wallet.sequence());
        }
        Wallet changed = switch (fact) {
            case WalletOpened opened -> wallet.with(Status.OPEN).with(opened.owner());
            case WalletDescribed described -> wallet.with(Optional.of(described.owner()));
            case MoneyDeposited deposited -> credit(wallet, deposited.money());
            case MoneyWithdrawn withdrawn -> debit(wallet, withdrawn.money());
            case TransferPromised promised -> debitAll(wallet, promised.legs());
            case TransferReceived received -> credit(wallet, received.money());
            case TransferRefused refused -> wallet;
            case TransferReturned returned -> creditAll(wallet, returned.legs());
            case WalletFrozen frozen -> wallet.with(Status.FROZEN);
            case WalletUnfrozen unfrozen -> wallet.with(Status.OPEN);
            case WalletClosed closed -> wallet.with(Status.CLOSED);
        };
        return changed.at(fact.head());
    }

    /**
     * Whether the fact is this wallet's next one and states exactly the balances that its amounts change, as they lead to
     * them: to say nothing of one, or to speak of another, is not to agree.
     */
    public static boolean agrees(Wallet wallet, Fact fact) {
        if (!isNext(wallet, fact)) {
            return false;
        }
        Wallet after;
        try {
            after = evolve(wallet, fact);
        } catch (ArithmeticException e) {
            // No steward ever writes what adds up to more than any sum of money.
            return false;
        }
        Set<Balance> changed = after.balances().values().stream()
                .filter(balance -> !balance.equals(wallet.balance(balance.currency())))
                .collect(Collectors.toSet());
        List<Balance> stated = fact.balances();
        return stated.size() == changed.size() && changed.containsAll(stated);
    }

    private static boolean isNext(Wallet wallet, Fact fact) {
        return fact.walletId().equals(wallet.id()) && fact.sequence() == wallet.sequence() + 1;
    }

    static Wallet debitAll(Wallet wallet, List<Leg> legs) {
        Wallet changed = wallet;
        for (Leg leg : legs) {
            changed = debit(changed, leg.money());
        }
        return changed;
    }

    static Wallet creditAll(Wallet wallet, List<Leg> legs) {
        Wallet changed = wallet;
        for (Leg leg : legs) {
            changed = credit(changed, leg.money());
        }
        return changed;
    }

    private static Wallet credit(Wallet wallet, Money money) {
        return wallet.with(wallet.balance(money.currency()).credited(money));
    }

    private static Wallet debit(Wallet wallet, Money money) {
        return wallet.with(wallet.balance(money.currency()).debited(money));
    }
}
