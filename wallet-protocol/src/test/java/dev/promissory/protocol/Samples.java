package dev.promissory.protocol;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Command;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One of everything that travels, under the name of the approved file that shows it. */
final class Samples {

    private static final WalletId ALICE = new WalletId("alice");
    private static final WalletId BOB = new WalletId("bob");
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00.250Z");
    private static final Instant PROMISED_AT = Instant.parse("2026-11-23T08:00:00Z");
    private static final PromiseId PROMISE = new PromiseId(ALICE, 9);
    private static final Memo MEMO = Memo.of("order-7", Map.of("shop", "Zoë's 🍰", "basket", "3"));

    private Samples() {}

    static Map<String, Command> commands() {
        CommandHead plain = CommandHead.of("alice", "c-1");
        CommandHead full =
                new CommandHead(plain.walletId(), plain.commandId(), OptionalLong.of(6), Memo.of("order-7", Map.of()));
        CommandHead noted = new CommandHead(plain.walletId(), plain.commandId(), OptionalLong.empty(), MEMO);
        RequestedMoney euros = RequestedMoney.of("12.50", "EUR");
        return Map.ofEntries(
                Map.entry("OpenWallet", new Command.OpenWallet(plain, Optional.of("Alice"))),
                Map.entry("OpenWallet.without-owner", new Command.OpenWallet(plain, Optional.empty())),
                Map.entry("Deposit", new Command.Deposit(plain, euros)),
                Map.entry("Deposit.with-memo", new Command.Deposit(noted, euros)),
                Map.entry("Withdraw", new Command.Withdraw(plain, RequestedMoney.of("0.00000001", "BTC"))),
                Map.entry("Withdraw.with-expected-sequence", new Command.Withdraw(full, euros)),
                Map.entry("Transfer", new Command.Transfer(plain, List.of(new Command.RequestedLeg(BOB, euros)))),
                Map.entry(
                        "Transfer.with-memo",
                        new Command.Transfer(noted, List.of(new Command.RequestedLeg(BOB, euros)))),
                Map.entry("Freeze", new Command.Freeze(plain)),
                Map.entry("Unfreeze", new Command.Unfreeze(plain)),
                Map.entry("Close", new Command.Close(plain)),
                Map.entry("Close.with-expected-sequence", new Command.Close(full)));
    }

    static Map<String, Fact> facts() {
        Money moved = Money.of("12.50", "EUR");
        Balance balance = new Balance(Money.of("112.50", "EUR"), Money.of("0.00", "EUR"));
        Balance partlyHeld = new Balance(Money.of("112.50", "EUR"), Money.of("20.00", "EUR"));
        List<Leg> legs = List.of(new Leg(BOB, moved));
        return Map.ofEntries(
                Map.entry("WalletOpened", new Fact.WalletOpened(head(1, Memo.none()), Optional.of("Alice"))),
                Map.entry("WalletOpened.without-owner", new Fact.WalletOpened(head(1, Memo.none()), Optional.empty())),
                Map.entry("WalletDescribed", new Fact.WalletDescribed(head(2, Memo.none()), "Zoë 🍰")),
                Map.entry("MoneyDeposited", new Fact.MoneyDeposited(head(7, Memo.none()), moved, balance)),
                Map.entry("MoneyDeposited.with-memo", new Fact.MoneyDeposited(head(7, MEMO), moved, partlyHeld)),
                Map.entry("MoneyWithdrawn", new Fact.MoneyWithdrawn(head(8, Memo.none()), moved, balance)),
                Map.entry("TransferPromised", new Fact.TransferPromised(head(9, MEMO), legs, List.of(balance))),
                Map.entry(
                        "TransferReceived",
                        new Fact.TransferReceived(
                                headOf(BOB, 4, MEMO),
                                PROMISE,
                                PROMISED_AT,
                                Money.of("1.5", "BTC"),
                                new Balance(Money.of("3", "BTC"), Money.of("0", "BTC")))),
                Map.entry(
                        "TransferRefused",
                        new Fact.TransferRefused(
                                headOf(BOB, 4, Memo.none()), PROMISE, PROMISED_AT, moved, Rejection.WALLET_FROZEN)),
                Map.entry(
                        "TransferReturned",
                        new Fact.TransferReturned(
                                head(10, Memo.none()),
                                PROMISE,
                                PROMISED_AT,
                                legs,
                                BOB,
                                Rejection.WALLET_FROZEN,
                                List.of(balance))),
                Map.entry("WalletFrozen", new Fact.WalletFrozen(head(11, Memo.none()))),
                Map.entry("WalletUnfrozen", new Fact.WalletUnfrozen(head(12, Memo.none()))),
                Map.entry("WalletClosed", new Fact.WalletClosed(head(13, Memo.none()))));
    }

    static Map<String, Message> messages() {
        List<Leg> legs = List.of(new Leg(BOB, Money.of("12.50", "EUR")));
        CommandId commandId = new CommandId("c-1");
        return Map.of(
                "PromiseMade", new Message.PromiseMade(PROMISE, legs, commandId, PROMISED_AT, Memo.none()),
                "PromiseMade.with-memo", new Message.PromiseMade(PROMISE, legs, commandId, PROMISED_AT, MEMO),
                "PromiseKept", new Message.PromiseKept(PROMISE, BOB),
                "PromiseRefused", new Message.PromiseRefused(PROMISE, BOB, Rejection.WALLET_CLOSED));
    }

    static Map<String, Outcome> outcomes() {
        CommandId commandId = new CommandId("c-1");
        List<Balance> balances = List.of(new Balance(Money.of("112.50", "EUR"), Money.of("0.00", "EUR")));
        return Map.of(
                "Accepted",
                new Outcome.Accepted(ALICE, commandId, 7, false, balances, Optional.empty(), false),
                "Accepted.opened",
                new Outcome.Accepted(ALICE, commandId, 2, true, balances, Optional.empty(), false),
                "Accepted.transfer-replayed",
                new Outcome.Accepted(ALICE, commandId, 9, false, balances, Optional.of(PROMISE), true),
                "Accepted.nothing-moved",
                new Outcome.Accepted(ALICE, commandId, 9, false, List.of(), Optional.empty(), false),
                "Rejected",
                rejected(Rejection.WALLET_NOT_FOUND, 0, false),
                "Rejected.field-replayed",
                rejected(Rejection.INSUFFICIENT_FUNDS, 6, true));
    }

    static Map<String, Rate> rates() {
        return Map.of(
                "Rate",
                new Rate(CurrencyPair.of("BTC", "EUR"), new BigDecimal("61234.50"), "rates.csv", PROMISED_AT),
                "Rate.far-below-one",
                new Rate(
                        CurrencyPair.of("POINTS", "BTC"),
                        new BigDecimal("0.000000000000001234"),
                        "https://prices.example/latest",
                        AT),
                "Rate.whole",
                new Rate(CurrencyPair.of("EUR", "JPY"), new BigDecimal("162"), "the desk, by telephone", AT));
    }

    private static Outcome rejected(Rejection rejection, long sequence, boolean replayed) {
        return new Outcome.Rejected(
                ALICE,
                new CommandId("c-1"),
                sequence,
                rejection,
                "A sentence for a person.",
                rejection.field(),
                replayed);
    }

    private static FactHead head(long sequence, Memo memo) {
        return headOf(ALICE, sequence, memo);
    }

    private static FactHead headOf(WalletId walletId, long sequence, Memo memo) {
        return new FactHead(walletId, sequence, new CommandId("c-1"), AT, memo);
    }
}
