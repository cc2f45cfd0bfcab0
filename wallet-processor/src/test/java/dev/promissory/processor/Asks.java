package dev.promissory.processor;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.TimeSpan;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands by the words a person would use: the command's id, then the wallet, then {@code "12.50 EUR"}. */
final class Asks {

    private Asks() {}

    static Command open(String id, String wallet) {
        return new OpenWallet(CommandHead.of(wallet, id), Optional.empty());
    }

    static Command open(String id, String wallet, String owner) {
        return new OpenWallet(CommandHead.of(wallet, id), Optional.of(owner));
    }

    static Command deposit(String id, String wallet, String money) {
        return new Deposit(CommandHead.of(wallet, id), money(money));
    }

    static Command withdraw(String id, String wallet, String money) {
        return new Withdraw(CommandHead.of(wallet, id), money(money));
    }

    static Command transfer(String id, String from, String to, String money) {
        return new Transfer(
                CommandHead.of(from, id), List.of(new RequestedLeg(new WalletId(to), money(money))), Optional.empty());
    }

    static Command freeze(String id, String wallet) {
        return new Freeze(CommandHead.of(wallet, id));
    }

    static Command unfreeze(String id, String wallet) {
        return new Unfreeze(CommandHead.of(wallet, id));
    }

    static Command close(String id, String wallet) {
        return new Close(CommandHead.of(wallet, id));
    }

    private static RequestedMoney money(String text) {
        String[] parts = text.split(" ");
        return RequestedMoney.of(parts[0], parts[1]);
    }

    static Command placeHold(String id, String wallet, String holdId, String money, String expiresIn) {
        return new Command.PlaceHold(
                CommandHead.of(wallet, id),
                new HoldId(holdId),
                money(money),
                TimeSpan.parse(expiresIn).orElseThrow());
    }

    static Command captureHold(String id, String wallet, String holdId) {
        return new Command.CaptureHold(
                CommandHead.of(wallet, id), new HoldId(holdId), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Command captureHold(String id, String wallet, String holdId, String amount, String to) {
        return new Command.CaptureHold(
                CommandHead.of(wallet, id),
                new HoldId(holdId),
                Optional.of(new BigDecimal(amount)),
                Optional.empty(),
                Optional.of(new WalletId(to)));
    }

    static Command schedule(String id, String from, String to, String money, Instant executeAt) {
        return new Transfer(
                CommandHead.of(from, id),
                List.of(new RequestedLeg(new WalletId(to), money(money))),
                Optional.of(executeAt));
    }

    static Command cancel(String id, String scheduleId) {
        ScheduleId parsed = ScheduleId.parse(scheduleId).orElseThrow();
        return new Command.CancelTransfer(CommandHead.of(parsed.walletId().value(), id), parsed);
    }

    /** The same money to each. */
    static Command transferToAll(String id, String from, String money, String... to) {
        return new Transfer(
                CommandHead.of(from, id),
                Stream.of(to)
                        .map(each -> new RequestedLeg(new WalletId(each), money(money)))
                        .toList(),
                Optional.empty());
    }

    /** Legs as {@code alice bob 5 EUR}; the journal lasts half a minute. */
    static Command journal(String id, String... legs) {
        return new Command.OpenJournal(
                CommandHead.of(id, id),
                Stream.of(legs).map(Asks::posting).toList(),
                TimeSpan.of(Duration.ofSeconds(30)));
    }

    static Command limit(String id, String wallet, String money) {
        return new Command.SetOverdraftLimit(CommandHead.of(wallet, id), money(money));
    }

    static Command exchange(String id, String from, String with, String sell, String buy, String rate) {
        return new Command.Exchange(
                CommandHead.of(id, id),
                new WalletId(from),
                new WalletId(with),
                money(sell),
                money(buy),
                new BigDecimal(rate),
                TimeSpan.of(Duration.ofSeconds(30)));
    }

    private static Command.RequestedPosting posting(String leg) {
        String[] parts = leg.split(" ", 3);
        return new Command.RequestedPosting(new WalletId(parts[0]), new WalletId(parts[1]), money(parts[2]));
    }
}
