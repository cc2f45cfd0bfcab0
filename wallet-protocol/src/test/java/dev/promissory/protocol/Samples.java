package dev.promissory.protocol;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Command;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.RequestedPosting;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Proof;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.Requirement;
import dev.promissory.domain.Requirement.Comparison;
import dev.promissory.domain.Requirement.Part;
import dev.promissory.domain.Reversed;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.TimeSpan;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One of everything that travels, under the name of the approved file that shows it. */
final class Samples {

    private static final WalletId ALICE = new WalletId("alice");
    private static final WalletId BOB = new WalletId("bob");
    private static final Instant AT = Instant.parse("2026-11-23T08:00:00.250Z");
    private static final Instant PROMISED_AT = Instant.parse("2026-11-23T08:00:00Z");
    private static final PromiseId PROMISE = new PromiseId(ALICE, 9);
    private static final Memo MEMO = Memo.of("order-7", Map.of("shop", "Zoë's 🍰", "basket", "3"));

    private static final WalletId CAROL = new WalletId("carol");
    private static final Currency EUR = new Currency("EUR");
    private static final HoldId HOLD = new HoldId("h-1");
    private static final ScheduleId SCHEDULE = new ScheduleId(ALICE, 5);
    private static final PromiseId JOURNAL = new PromiseId(new WalletId("j-1"), 1);
    private static final Instant LATER = Instant.parse("2026-11-30T08:00:00Z");

    private Samples() {}

    static Map<String, Command> commands() {
        CommandHead plain = CommandHead.of("alice", "c-1");
        CommandHead full = headed(OptionalLong.of(6), List.of(), Memo.of("order-7", Map.of()));
        CommandHead noted = headed(OptionalLong.empty(), List.of(), MEMO);
        CommandHead required = headed(
                OptionalLong.empty(),
                List.of(
                        new Requirement(EUR, Part.AVAILABLE, Comparison.LT, new BigDecimal("1000")),
                        new Requirement(EUR, Part.AVAILABLE, Comparison.GTE, new BigDecimal("50.00")),
                        new Requirement(EUR, Part.HELD, Comparison.EQ, new BigDecimal("0"))),
                Memo.none());
        RequestedMoney euros = RequestedMoney.of("12.50", "EUR");
        RequestedMoney coins = RequestedMoney.of("0.00000001", "BTC");
        TimeSpan hour = TimeSpan.of(Duration.ofHours(1));
        Map<String, Command> commands = new TreeMap<>();
        commands.put("OpenWallet", new Command.OpenWallet(plain, Optional.of("Alice")));
        commands.put("OpenWallet.without-owner", new Command.OpenWallet(plain, Optional.empty()));
        commands.put("Deposit", new Command.Deposit(plain, euros));
        commands.put("Deposit.with-memo", new Command.Deposit(noted, euros));
        commands.put("Withdraw", new Command.Withdraw(plain, coins));
        commands.put("Withdraw.with-expected-sequence", new Command.Withdraw(full, euros));
        commands.put("Withdraw.with-requirements", new Command.Withdraw(required, euros));
        commands.put("Transfer", transfer(plain, Optional.empty(), new RequestedLeg(BOB, euros)));
        commands.put("Transfer.with-memo", transfer(noted, Optional.empty(), new RequestedLeg(BOB, euros)));
        commands.put(
                "Transfer.of-several-legs",
                transfer(plain, Optional.empty(), new RequestedLeg(BOB, euros), new RequestedLeg(CAROL, coins)));
        commands.put("Transfer.scheduled", transfer(plain, Optional.of(LATER), new RequestedLeg(BOB, euros)));
        commands.put("CancelTransfer", new Command.CancelTransfer(plain, SCHEDULE));
        commands.put("PlaceHold", new Command.PlaceHold(plain, HOLD, euros, hour));
        commands.put(
                "CaptureHold",
                new Command.CaptureHold(plain, HOLD, Optional.empty(), Optional.empty(), Optional.empty()));
        commands.put(
                "CaptureHold.in-part-to-another",
                new Command.CaptureHold(
                        plain, HOLD, Optional.of(new BigDecimal("10.00")), Optional.of("EUR"), Optional.of(BOB)));
        commands.put("ReleaseHold", new Command.ReleaseHold(plain, HOLD));
        commands.put("SetOverdraftLimit", new Command.SetOverdraftLimit(plain, RequestedMoney.of("100.00", "EUR")));
        commands.put(
                "OpenJournal",
                new Command.OpenJournal(
                        CommandHead.of("j-1", "j-1"), List.of(new RequestedPosting(ALICE, BOB, euros)), hour));
        commands.put(
                "Exchange",
                new Command.Exchange(
                        CommandHead.of("x-1", "x-1"), ALICE, BOB, euros, coins, new BigDecimal("0.0000000008"), hour));
        Fact deposited = facts().get("MoneyDeposited");
        commands.put(
                "Reverse",
                new Command.Reverse(
                        plain,
                        deposited,
                        new Proof(
                                new String(FactJson.write(deposited), StandardCharsets.UTF_8),
                                "00".repeat(32),
                                "ab".repeat(32))));
        commands.put("Freeze", new Command.Freeze(plain));
        commands.put("Unfreeze", new Command.Unfreeze(plain));
        commands.put("Close", new Command.Close(plain));
        commands.put("Close.with-expected-sequence", new Command.Close(full));
        return commands;
    }

    static Map<String, Fact> facts() {
        Money moved = Money.of("12.50", "EUR");
        Money coins = Money.of("1.5", "BTC");
        Balance balance = new Balance(Money.of("112.50", "EUR"), Money.of("0.00", "EUR"));
        Balance partlyHeld = new Balance(Money.of("112.50", "EUR"), Money.of("20.00", "EUR"));
        Balance coinBalance = new Balance(Money.of("3", "BTC"), Money.of("0", "BTC"));
        List<Leg> legs = List.of(new Leg(BOB, moved));
        List<Leg> severalLegs = List.of(new Leg(BOB, moved), new Leg(CAROL, coins));
        List<Posting> toBob = List.of(new Posting(ALICE, BOB, moved));
        List<Posting> several = List.of(new Posting(ALICE, BOB, moved), new Posting(CAROL, BOB, coins));
        Occasion rate = new Occasion.Exchange(new BigDecimal("0.12"));
        Map<String, Fact> facts = new TreeMap<>();
        facts.put("WalletOpened", new Fact.WalletOpened(head(1, Memo.none()), Optional.of("Alice"), false));
        facts.put("WalletOpened.without-owner", new Fact.WalletOpened(head(1, Memo.none()), Optional.empty(), false));
        facts.put("WalletOpened.by-money", new Fact.WalletOpened(head(1, Memo.none()), Optional.empty(), true));
        facts.put("WalletDescribed", new Fact.WalletDescribed(head(2, Memo.none()), Optional.of("Zoë 🍰")));
        facts.put("WalletDescribed.by-metadata", new Fact.WalletDescribed(head(2, MEMO), Optional.empty()));
        facts.put("MoneyDeposited", new Fact.MoneyDeposited(head(7, Memo.none()), moved, balance, Occasion.NONE));
        facts.put("MoneyDeposited.with-memo", new Fact.MoneyDeposited(head(7, MEMO), moved, partlyHeld, Occasion.NONE));
        facts.put(
                "MoneyDeposited.reversing",
                new Fact.MoneyDeposited(head(7, Memo.none()), moved, balance, reversalOf("alice~6")));
        facts.put("MoneyWithdrawn", new Fact.MoneyWithdrawn(head(8, Memo.none()), moved, balance, Occasion.NONE));
        facts.put(
                "MoneyWithdrawn.captured",
                new Fact.MoneyWithdrawn(head(8, Memo.none()), moved, balance, new Occasion.Capture(HOLD)));
        facts.put("HoldPlaced", new Fact.HoldPlaced(head(9, MEMO), HOLD, moved, LATER, partlyHeld));
        facts.put(
                "HoldCaptured",
                new Fact.HoldCaptured(
                        head(10, Memo.none()), HOLD, moved, Money.of("0.00", "EUR"), Optional.empty(), balance));
        facts.put(
                "HoldCaptured.in-part-to-another",
                new Fact.HoldCaptured(
                        head(10, Memo.none()), HOLD, moved, Money.of("2.50", "EUR"), Optional.of(BOB), balance));
        facts.put("HoldReleased", new Fact.HoldReleased(head(10, Memo.none()), HOLD, moved, balance));
        facts.put("HoldExpired", new Fact.HoldExpired(head(10, Memo.none()), HOLD, moved, balance));
        facts.put("OverdraftLimitSet", new Fact.OverdraftLimitSet(head(3, Memo.none()), moved));
        facts.put("TransferPromised", new Fact.TransferPromised(head(9, MEMO), legs, List.of(balance), Occasion.NONE));
        facts.put(
                "TransferPromised.of-several-legs",
                new Fact.TransferPromised(
                        head(9, Memo.none()),
                        severalLegs,
                        List.of(balance, coinBalance),
                        new Occasion.Schedule(SCHEDULE)));
        facts.put(
                "TransferReceived",
                new Fact.TransferReceived(
                        headOf(BOB, 4, MEMO),
                        PROMISE,
                        PROMISED_AT,
                        List.of(new Posting(ALICE, BOB, coins)),
                        List.of(coinBalance),
                        Occasion.NONE));
        facts.put(
                "TransferReceived.of-several-legs",
                new Fact.TransferReceived(
                        headOf(BOB, 4, Memo.none()),
                        JOURNAL,
                        PROMISED_AT,
                        several,
                        List.of(coinBalance, balance),
                        rate));
        facts.put(
                "TransferRefused",
                new Fact.TransferRefused(
                        headOf(BOB, 4, Memo.none()), PROMISE, PROMISED_AT, toBob, Rejection.WALLET_FROZEN));
        facts.put(
                "TransferRefused.by-the-giver",
                new Fact.TransferRefused(
                        head(4, Memo.none()), JOURNAL, PROMISED_AT, toBob, Rejection.INSUFFICIENT_FUNDS));
        facts.put(
                "TransferReturned",
                new Fact.TransferReturned(
                        head(10, Memo.none()),
                        PROMISE,
                        PROMISED_AT,
                        legs,
                        BOB,
                        Rejection.WALLET_FROZEN,
                        List.of(balance),
                        Occasion.NONE));
        facts.put(
                "TransferReturned.of-a-journal",
                new Fact.TransferReturned(
                        head(10, Memo.none()),
                        JOURNAL,
                        PROMISED_AT,
                        legs,
                        JOURNAL.sender(),
                        Rejection.DEADLINE_PASSED,
                        List.of(balance),
                        reversalOf("bob~9")));
        facts.put(
                "TransferAccepted",
                new Fact.TransferAccepted(headOf(BOB, 4, Memo.none()), JOURNAL, PROMISED_AT, several, rate));
        facts.put(
                "TransferReserved",
                new Fact.TransferReserved(head(9, Memo.none()), JOURNAL, PROMISED_AT, legs, List.of(balance), rate));
        facts.put("TransferSettled", new Fact.TransferSettled(head(10, Memo.none()), PROMISE, PROMISED_AT, legs));
        facts.put(
                "TransferReleased",
                new Fact.TransferReleased(
                        headOf(BOB, 5, Memo.none()),
                        JOURNAL,
                        PROMISED_AT,
                        several,
                        CAROL,
                        Rejection.INSUFFICIENT_FUNDS));
        facts.put("TransferScheduled", new Fact.TransferScheduled(head(5, MEMO), severalLegs, LATER));
        facts.put("ScheduleCancelled", new Fact.ScheduleCancelled(head(6, Memo.none()), SCHEDULE, legs));
        facts.put(
                "ScheduleFailed",
                new Fact.ScheduleFailed(head(6, Memo.none()), SCHEDULE, legs, Rejection.INSUFFICIENT_FUNDS));
        facts.put(
                "JournalOpened",
                new Fact.JournalOpened(headOf(JOURNAL.sender(), 1, MEMO), several, LATER, Occasion.NONE));
        facts.put(
                "JournalSettled",
                new Fact.JournalSettled(headOf(JOURNAL.sender(), 2, Memo.none()), JOURNAL, PROMISED_AT, several, rate));
        facts.put(
                "JournalReturned",
                new Fact.JournalReturned(
                        headOf(JOURNAL.sender(), 2, Memo.none()),
                        JOURNAL,
                        PROMISED_AT,
                        several,
                        CAROL,
                        Rejection.INSUFFICIENT_FUNDS,
                        reversalOf("alice~9")));
        facts.put("WalletFrozen", new Fact.WalletFrozen(head(11, Memo.none())));
        facts.put("WalletUnfrozen", new Fact.WalletUnfrozen(head(12, Memo.none())));
        facts.put("WalletClosed", new Fact.WalletClosed(head(13, Memo.none())));
        return facts;
    }

    static Map<String, Message> messages() {
        List<Leg> legs = List.of(new Leg(BOB, Money.of("12.50", "EUR")));
        List<Posting> postings = List.of(
                new Posting(ALICE, BOB, Money.of("12.50", "EUR")), new Posting(BOB, ALICE, Money.of("1.5", "BTC")));
        CommandId commandId = new CommandId("c-1");
        return Map.of(
                "PromiseMade",
                new Message.PromiseMade(PROMISE, legs, commandId, PROMISED_AT, Memo.none(), Occasion.NONE),
                "PromiseMade.with-memo",
                new Message.PromiseMade(PROMISE, legs, commandId, PROMISED_AT, MEMO, reversalOf("bob~7")),
                "AgreementAsked",
                new Message.AgreementAsked(
                        JOURNAL,
                        BOB,
                        postings,
                        commandId,
                        PROMISED_AT,
                        MEMO,
                        new Occasion.Exchange(new BigDecimal("0.12"))),
                "PromiseAgreed",
                new Message.PromiseAgreed(JOURNAL, BOB),
                "PromiseKept",
                new Message.PromiseKept(PROMISE, BOB),
                "PromiseRefused",
                new Message.PromiseRefused(PROMISE, BOB, Rejection.WALLET_CLOSED),
                "PromiseSettled",
                new Message.PromiseSettled(JOURNAL, BOB),
                "PromiseReleased",
                new Message.PromiseReleased(JOURNAL, BOB, ALICE, Rejection.INSUFFICIENT_FUNDS));
    }

    static Map<String, Timer> timers() {
        return Map.of(
                "HoldDue", new Timer.HoldDue(ALICE, HOLD),
                "ScheduleDue", new Timer.ScheduleDue(SCHEDULE),
                "JournalDue", new Timer.JournalDue(JOURNAL));
    }

    static Map<String, Outcome> outcomes() {
        CommandId commandId = new CommandId("c-1");
        List<Balance> balances = List.of(new Balance(Money.of("112.50", "EUR"), Money.of("0.00", "EUR")));
        return Map.of(
                "Accepted",
                new Outcome.Accepted(ALICE, commandId, 7, false, balances, Outcome.Names.none(), false),
                "Accepted.opened",
                new Outcome.Accepted(ALICE, commandId, 2, true, balances, Outcome.Names.none(), false),
                "Accepted.transfer-replayed",
                new Outcome.Accepted(ALICE, commandId, 9, false, balances, Outcome.Names.of(PROMISE), true),
                "Accepted.hold-captured-to-another",
                new Outcome.Accepted(
                        ALICE,
                        commandId,
                        9,
                        false,
                        balances,
                        new Outcome.Names(Optional.of(PROMISE), Optional.of(HOLD), Optional.empty()),
                        false),
                "Accepted.scheduled",
                new Outcome.Accepted(
                        ALICE,
                        commandId,
                        5,
                        false,
                        List.of(),
                        new Outcome.Names(Optional.empty(), Optional.empty(), Optional.of(SCHEDULE)),
                        false),
                "Accepted.nothing-moved",
                new Outcome.Accepted(ALICE, commandId, 9, false, List.of(), Outcome.Names.none(), false),
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

    private static Command transfer(CommandHead head, Optional<Instant> executeAt, RequestedLeg... legs) {
        return new Command.Transfer(head, List.of(legs), executeAt);
    }

    private static CommandHead headed(OptionalLong expectedSequence, List<Requirement> requirements, Memo memo) {
        return new CommandHead(ALICE, new CommandId("c-1"), expectedSequence, requirements, memo);
    }

    private static Occasion reversalOf(String place) {
        return new Occasion.Reversal(Reversed.parse(place).orElseThrow());
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

    static Map<String, Upkeep> upkeep() {
        return Map.of(
                "StewardsRebuildBegun", new Upkeep.StewardsRebuildBegun("r-1"),
                "StewardsRebuildEnded", new Upkeep.StewardsRebuildEnded("r-1"),
                "StewardsRebuildAbandoned", new Upkeep.StewardsRebuildAbandoned("r-1", "a processor has not left"),
                "ViewsRebuildBegun", new Upkeep.ViewsRebuildBegun(3),
                "ViewsSwitched", new Upkeep.ViewsSwitched(3),
                "ViewsRebuildAbandoned", new Upkeep.ViewsRebuildAbandoned(3, "disk full"));
    }
}
