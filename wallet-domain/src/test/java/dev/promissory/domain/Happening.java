package dev.promissory.domain;

import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldExpired;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.Fact.HoldReleased;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.OverdraftLimitSet;
import dev.promissory.domain.Fact.ScheduleCancelled;
import dev.promissory.domain.Fact.ScheduleFailed;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferScheduled;
import dev.promissory.domain.Fact.WalletClosed;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletFrozen;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Fact.WalletUnfrozen;
import java.time.Instant;
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
        return deposited(text, Occasion.NONE);
    }

    static Happening deposited(String text, Occasion occasion) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new MoneyDeposited(head, money, credited(wallet, money), occasion);
    }

    static Happening withdrawn(String text) {
        return withdrawn(text, Occasion.NONE);
    }

    static Happening withdrawn(String text, Occasion occasion) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new MoneyWithdrawn(head, money, debited(wallet, money), occasion);
    }

    /** Metadata is the head's. */
    static Happening noted() {
        return (wallet, head) -> new WalletDescribed(head, Optional.empty());
    }

    static Happening held(String holdId, String text, Instant expiresAt) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new HoldPlaced(
                head,
                new HoldId(holdId),
                money,
                expiresAt,
                wallet.balance(money.currency()).holding(money));
    }

    /** Without a receiver: a withdrawal follows. */
    static Happening captured(String holdId, String text, String rest) {
        return captured(holdId, text, rest, Optional.empty());
    }

    /** A promise to this receiver follows. */
    static Happening captured(String holdId, String text, String rest, WalletId to) {
        return captured(holdId, text, rest, Optional.of(to));
    }

    private static Happening captured(String holdId, String text, String rest, Optional<WalletId> to) {
        Money money = Scenario.money(text);
        Money released = Scenario.money(rest);
        return (wallet, head) ->
                new HoldCaptured(head, new HoldId(holdId), money, released, to, freed(wallet, money.plus(released)));
    }

    static Happening released(String holdId, String text) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new HoldReleased(head, new HoldId(holdId), money, freed(wallet, money));
    }

    static Happening expired(String holdId, String text) {
        Money money = Scenario.money(text);
        return (wallet, head) -> new HoldExpired(head, new HoldId(holdId), money, freed(wallet, money));
    }

    static Happening limited(String text) {
        return (wallet, head) -> new OverdraftLimitSet(head, Scenario.money(text));
    }

    static Happening scheduled(Instant executeAt, Leg... legs) {
        return (wallet, head) -> new TransferScheduled(head, List.of(legs), executeAt);
    }

    static Happening cancelled(long sequence, Leg... legs) {
        return (wallet, head) -> new ScheduleCancelled(head, new ScheduleId(head.walletId(), sequence), List.of(legs));
    }

    static Happening failed(long sequence, Rejection reason, Leg... legs) {
        return (wallet, head) ->
                new ScheduleFailed(head, new ScheduleId(head.walletId(), sequence), List.of(legs), reason);
    }

    static Happening promised(String text, WalletId to) {
        return promised(Occasion.NONE, Scenario.leg(to, text));
    }

    static Happening promised(Occasion occasion, Leg... legs) {
        return (wallet, head) -> new TransferPromised(
                head, List.of(legs), Parts.debited(wallet, Evolution.moneys(List.of(legs))), occasion);
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

    private static Balance freed(Wallet wallet, Money money) {
        return wallet.balance(money.currency()).freeing(money);
    }

    private static Balance credited(Wallet wallet, Money money) {
        return wallet.balance(money.currency()).credited(money);
    }

    private static Balance debited(Wallet wallet, Money money) {
        return wallet.balance(money.currency()).debited(money);
    }
}
