package dev.promissory.domain;

import dev.promissory.domain.Command.CancelTransfer;
import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Exchange;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenJournal;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.PlaceHold;
import dev.promissory.domain.Command.ReleaseHold;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.RequestedPosting;
import dev.promissory.domain.Command.Reverse;
import dev.promissory.domain.Command.SetOverdraftLimit;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A command as a test speaks of it: what is asked for, without the head that the scenario gives it. */
interface Ask {

    Command under(CommandHead head);

    static Ask open() {
        return head -> new OpenWallet(head, Optional.empty());
    }

    static Ask openFor(String owner) {
        return head -> new OpenWallet(head, Optional.of(owner));
    }

    static Ask deposit(String money) {
        return head -> new Deposit(head, requested(money));
    }

    static Ask withdraw(String money) {
        return head -> new Withdraw(head, requested(money));
    }

    /** One leg to each receiver, each of the same money. */
    static Ask transfer(String money, WalletId... receivers) {
        return transfer(Stream.of(receivers).map(to -> to(to, money)).toList());
    }

    static Ask transfer(RequestedLeg... legs) {
        return transfer(List.of(legs));
    }

    static Ask transfer(List<RequestedLeg> legs) {
        return head -> new Transfer(head, legs, Optional.empty());
    }

    static Ask schedule(Instant executeAt, RequestedLeg... legs) {
        return head -> new Transfer(head, List.of(legs), Optional.of(executeAt));
    }

    static Ask cancel(WalletId walletId, long sequence) {
        return head -> new CancelTransfer(head, new ScheduleId(walletId, sequence));
    }

    static Ask hold(String holdId, String money, String expiresIn) {
        return head -> new PlaceHold(
                head,
                new HoldId(holdId),
                requested(money),
                TimeSpan.parse(expiresIn).orElseThrow());
    }

    static Ask capture(String holdId) {
        return capturing(holdId, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Ask capture(String holdId, String money) {
        RequestedMoney requested = requested(money);
        return capturing(holdId, Optional.of(requested.amount()), Optional.of(requested.currency()), Optional.empty());
    }

    static Ask capture(String holdId, String money, WalletId to) {
        RequestedMoney requested = requested(money);
        return capturing(holdId, Optional.of(requested.amount()), Optional.of(requested.currency()), Optional.of(to));
    }

    static Ask capturing(String holdId, Optional<BigDecimal> amount, Optional<String> currency, Optional<WalletId> to) {
        return head -> new CaptureHold(head, new HoldId(holdId), amount, currency, to);
    }

    static Ask release(String holdId) {
        return head -> new ReleaseHold(head, new HoldId(holdId));
    }

    static Ask limit(String money) {
        return head -> new SetOverdraftLimit(head, requested(money));
    }

    static Ask journal(String expiresIn, RequestedPosting... legs) {
        return journal(expiresIn, List.of(legs));
    }

    static Ask journal(String expiresIn, List<RequestedPosting> legs) {
        return head -> new OpenJournal(head, legs, TimeSpan.parse(expiresIn).orElseThrow());
    }

    /** For thirty seconds. */
    static Ask exchange(WalletId seller, String sell, WalletId counterpart, String buy, String rate) {
        return head -> new Exchange(
                head,
                seller,
                counterpart,
                requested(sell),
                requested(buy),
                new BigDecimal(rate),
                TimeSpan.parse("PT30S").orElseThrow());
    }

    static Ask reverse(Fact fact) {
        return head -> new Reverse(head, fact, new Proof("{}", "00", "00"));
    }

    static Ask freeze() {
        return Freeze::new;
    }

    static Ask unfreeze() {
        return Unfreeze::new;
    }

    static Ask close() {
        return Close::new;
    }

    static RequestedLeg to(WalletId receiver, String money) {
        return new RequestedLeg(receiver, requested(money));
    }

    static RequestedPosting from(WalletId giver, WalletId receiver, String money) {
        return new RequestedPosting(giver, receiver, requested(money));
    }

    private static RequestedMoney requested(String money) {
        String[] parts = money.split(" ", 2);
        return RequestedMoney.of(parts[0], parts[1]);
    }
}
