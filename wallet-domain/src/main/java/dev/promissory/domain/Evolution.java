package dev.promissory.domain;

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
import dev.promissory.domain.Wallet.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

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
            case WalletOpened opened -> opened(wallet, opened);
            case WalletDescribed described ->
                wallet.describedBy(described.owner(), described.head().memo().metadata());
            case MoneyDeposited deposited -> credit(wallet, deposited.money());
            case MoneyWithdrawn withdrawn -> debit(wallet, withdrawn.money());
            case HoldPlaced placed ->
                wallet.with(wallet.balance(placed.money().currency()).holding(placed.money()));
            case HoldCaptured captured -> freed(wallet, captured.money().plus(captured.released()));
            case HoldReleased released -> freed(wallet, released.money());
            case HoldExpired expired -> freed(wallet, expired.money());
            case OverdraftLimitSet set -> wallet.withOverdraftLimit(set.limit());
            case TransferPromised promised -> debitAll(wallet, moneys(promised.legs()));
            case TransferReceived received -> creditAll(wallet, Posting.moneys(received.postings()));
            case TransferRefused none -> wallet;
            case TransferReturned returned -> creditAll(wallet, moneys(returned.legs()));
            case TransferAccepted accepted -> expecting(wallet, accepted.postings());
            case TransferReserved reserved -> debitAll(wallet, moneys(reserved.legs()));
            case TransferSettled none -> wallet;
            case TransferReleased none -> wallet;
            case TransferScheduled none -> wallet;
            case ScheduleCancelled none -> wallet;
            case ScheduleFailed none -> wallet;
            case JournalOpened none -> wallet.with(Status.JOURNAL);
            case JournalSettled none -> wallet;
            case JournalReturned none -> wallet;
            case WalletFrozen none -> wallet.with(Status.FROZEN);
            case WalletUnfrozen none -> wallet.with(Status.OPEN);
            case WalletClosed none -> wallet.with(Status.CLOSED);
        };
        return changed.at(fact.head());
    }

    /**
     * Whether the fact is this wallet's next one and states exactly the balances that its amounts change, as they lead to
     * them: to say nothing of one, or to speak of another, is not to agree.
     */
    public static boolean agrees(Wallet wallet, Fact fact) {
        return agreed(wallet, fact).isPresent();
    }

    /** The wallet after the fact; empty when the fact does not {@linkplain #agrees agree} with it. */
    public static Optional<Wallet> agreed(Wallet wallet, Fact fact) {
        if (!isNext(wallet, fact)) {
            return Optional.empty();
        }
        Wallet after;
        try {
            after = evolve(wallet, fact);
        } catch (ArithmeticException e) {
            // No steward ever writes what adds up to more than any sum of money.
            return Optional.empty();
        }
        return statesChanges(fact, wallet, after) ? Optional.of(after) : Optional.empty();
    }

    private static boolean statesChanges(Fact fact, Wallet before, Wallet after) {
        int changed = 0;
        for (Balance balance : after.balances().values()) {
            if (!balance.equals(before.balance(balance.currency()))) {
                changed++;
            }
        }
        for (Balance stated : fact.balances()) {
            if (!stated.equals(after.balances().get(stated.currency()))
                    || stated.equals(before.balance(stated.currency()))) {
                return false;
            }
        }
        return fact.balances().size() == changed;
    }

    private static boolean isNext(Wallet wallet, Fact fact) {
        return fact.walletId().equals(wallet.id()) && fact.sequence() == wallet.sequence() + 1;
    }

    static Wallet debitAll(Wallet wallet, List<Money> moneys) {
        Wallet changed = wallet;
        for (Money money : moneys) {
            changed = debit(changed, money);
        }
        return changed;
    }

    static Wallet creditAll(Wallet wallet, List<Money> moneys) {
        Wallet changed = wallet;
        for (Money money : moneys) {
            changed = credit(changed, money);
        }
        return changed;
    }

    static List<Money> moneys(List<Leg> legs) {
        List<Money> moneys = new ArrayList<>(legs.size());
        for (Leg leg : legs) {
            moneys.add(leg.money());
        }
        return Collections.unmodifiableList(moneys);
    }

    private static Wallet opened(Wallet wallet, WalletOpened fact) {
        Wallet opened = wallet.with(Status.OPEN);
        return fact.byMoney()
                ? opened
                : opened.describedBy(fact.owner(), fact.head().memo().metadata());
    }

    /** What a wallet must take counts among its currencies before it is there, or acceptances would pass the bound. */
    private static Wallet expecting(Wallet wallet, List<Posting> postings) {
        Wallet changed = wallet;
        for (Posting posting : postings) {
            changed = changed.with(changed.balance(posting.money().currency()));
        }
        return changed;
    }

    private static Wallet freed(Wallet wallet, Money money) {
        return wallet.with(wallet.balance(money.currency()).freeing(money));
    }

    private static Wallet credit(Wallet wallet, Money money) {
        return wallet.with(wallet.balance(money.currency()).credited(money));
    }

    private static Wallet debit(Wallet wallet, Money money) {
        return wallet.with(wallet.balance(money.currency()).debited(money));
    }
}
