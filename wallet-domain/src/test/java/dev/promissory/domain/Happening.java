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
import java.util.List;
import java.util.Optional;

/** A fact as a test speaks of it: what happened, without the numbers that follow from the wallet's history. */
interface Happening {

    Fact to(Wallet wallet, FactHead head);

    static Happening opened() {
        return (wallet, head) -> new WalletOpened(head, Optional.empty(), false);
    }

    /** By money that arrived. */
    static Happening openedByMoney() {
        return (wallet, head) -> new WalletOpened(head, Optional.empty(), true);
    }

    static Happening openedFor(String owner) {
        return (wallet, head) -> new WalletOpened(head, Optional.of(owner), false);
    }

    static Happening described(String owner) {
        return (wallet, head) -> new WalletDescribed(head, Optional.of(owner));
    }

    static Happening deposited(String text) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new MoneyDeposited(head, money, credited(wallet, money), Occasion.NONE);
    }

    static Happening withdrawn(String text) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new MoneyWithdrawn(head, money, debited(wallet, money), Occasion.NONE);
    }

    static Happening promised(String text, WalletId to) {
        Money money = Scenario.money(text);
        return (wallet, head) ->
                new TransferPromised(head, List.of(new Leg(to, money)), List.of(debited(wallet, money)), Occasion.NONE);
    }

    static Happening received(String text, PromiseId promise) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new TransferReceived(
                head,
                promise,
                Scenario.PAST,
                List.of(new Posting(promise.sender(), head.walletId(), money)),
                List.of(credited(wallet, money)),
                Occasion.NONE);
    }

    static Happening refused(String text, PromiseId promise, Rejection reason) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new TransferRefused(
                head, promise, Scenario.PAST, List.of(new Posting(promise.sender(), head.walletId(), money)), reason);
    }

    static Happening returned(String text, PromiseId promise, WalletId by, Rejection reason) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new TransferReturned(
                head,
                promise,
                Scenario.PAST,
                List.of(new Leg(by, money)),
                by,
                reason,
                List.of(credited(wallet, money)),
                Occasion.NONE);
    }

    static Happening frozen() {
        return (wallet, head) -> new WalletFrozen(head);
    }

    static Happening unfrozen() {
        return (wallet, head) -> new WalletUnfrozen(head);
    }

    static Happening closed() {
        return (wallet, head) -> new WalletClosed(head);
    }

    private static Balance credited(Wallet wallet, Money money) {
        return wallet.balance(money.currency()).credited(money);
    }

    private static Balance debited(Wallet wallet, Money money) {
        return wallet.balance(money.currency()).debited(money);
    }
}
