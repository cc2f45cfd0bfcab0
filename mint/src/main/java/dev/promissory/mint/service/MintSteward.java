package dev.promissory.mint.service;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintFactHead;
import dev.promissory.mint.protocol.MintRefusal;
import dev.promissory.mint.protocol.MintedCurrency;
import dev.promissory.mint.protocol.Totals;
import dev.promissory.mint.service.MintDecision.Accepted;
import dev.promissory.mint.service.MintDecision.Rejected;
import dev.promissory.mint.service.OpenAsk.OpenGift;
import dev.promissory.mint.service.OpenAsk.OpenIssue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * The rules of the mint. What it issues it promises to its own wallet, and can give away once that has arrived; for each
 * kept promise of somebody else it gives once. It changes nothing, knows no clock and makes up no ids.
 */
final class MintSteward {

    private final WalletId wallet;
    private final GiftRate rate;

    /** @param wallet the mint's own */
    MintSteward(WalletId wallet, GiftRate rate) {
        this.wallet = wallet;
        this.rate = rate;
    }

    /**
     * @param currency the one the command names
     * @param issueId under which the wallets will know the money, should the command issue some
     */
    MintDecision decide(MintedCurrency currency, MintCommand command, CommandId issueId, Instant recordTime) {
        return switch (command) {
            case MintCommand.Mint mint -> issue(currency, mint, issueId, recordTime);
            case MintCommand.SetCap set -> cap(currency, set, recordTime);
        };
    }

    /** @param open what the sighting may be about, when the mint knows it */
    Accepted see(MintedCurrency currency, Sighting sighting, Optional<OpenAsk> open, Instant recordTime) {
        return switch (sighting) {
            case Sighting.PromiseKept kept -> give(currency, kept, recordTime);
            case Sighting.Arrived arrived ->
                open.filter(ask -> ask.money().equals(arrived.money()) && ask.way() == arrived.way())
                        .map(ask -> arrived(currency, ask, recordTime))
                        .orElse(Accepted.NOTHING);
            case Sighting.Failed failed ->
                open.map(ask -> failed(currency, ask, failed.reason(), recordTime))
                        .orElse(Accepted.NOTHING);
        };
    }

    private MintDecision issue(MintedCurrency before, MintCommand.Mint command, CommandId issueId, Instant time) {
        Optional<Rejection> illFormed = command.money().refusal();
        if (illFormed.isPresent()) {
            return new Rejected(MintRefusal.of(illFormed.get()));
        }
        Money money = command.money().money();
        Money issued = before.totals().issued().plus(money);
        if (!issued.fits()) {
            return new Rejected(MintRefusal.of(Rejection.BALANCE_TOO_LARGE));
        }
        if (before.totals().cap().filter(cap -> isMore(issued, cap)).isPresent()) {
            return new Rejected(MintRefusal.CAP_EXCEEDED);
        }
        List<Command> asks = new ArrayList<>();
        if (before.totals().issued().isZero()) {
            // Does nothing to a wallet that exists; where deposits do not open wallets, this does.
            asks.add(new OpenWallet(head(new CommandId("open-" + issueId), Memo.none()), Optional.empty()));
        }
        Memo memo = Memo.of("issued for " + command.commandId(), Map.of());
        asks.add(new Deposit(head(issueId, memo), command.money()));
        MintFact fact = fact(
                before, command.commandId(), time, (head, totals) -> new MintFact.IssuePromised(head, money, totals));
        OpenAsk open = new OpenIssue(issueId, command.commandId(), money);
        return new Accepted(List.of(fact), asks, Optional.of(open), Optional.empty());
    }

    private MintDecision cap(MintedCurrency before, MintCommand.SetCap command, Instant time) {
        Optional<Rejection> illFormed = command.cap()
                // Nothing more to be issued is a wish like any other.
                .filter(cap -> cap.amount().signum() != 0)
                .flatMap(RequestedMoney::refusal);
        if (illFormed.isPresent()) {
            return new Rejected(MintRefusal.of(illFormed.get()).at(Optional.of("cap")));
        }
        Optional<Money> cap = command.cap().map(RequestedMoney::money);
        return cap.equals(before.totals().cap())
                ? Accepted.NOTHING
                : Accepted.fact(fact(
                        before, command.commandId(), time, (head, totals) -> new MintFact.CapSet(head, cap, totals)));
    }

    /** Nothing for the mint's own gifts, nothing in a currency it never issued. */
    private Accepted give(MintedCurrency before, Sighting.PromiseKept kept, Instant time) {
        WalletId to = kept.promiseId().sender();
        BigDecimal drawn = rate.draw(kept.factHash());
        Optional<Money> gift = GiftRate.gift(kept.money(), drawn);
        if (before.totals().issued().isZero() || to.equals(wallet) || gift.isEmpty()) {
            return Accepted.NOTHING;
        }
        Money money = gift.get();
        CommandId id = kept.giftId();
        if (isMore(money, before.totals().remaining())) {
            return Accepted.fact(fact(
                    before,
                    id,
                    time,
                    (head, totals) -> new MintFact.GiftOmitted(head, money, to, kept.promiseId(), totals)));
        }
        MintFact fact = fact(
                before,
                id,
                time,
                (head, totals) -> new MintFact.GiftPromised(head, money, to, kept.promiseId(), drawn, totals));
        RequestedMoney asked =
                new RequestedMoney(money.amount(), money.currency().code());
        Memo memo = Memo.of("gift for " + kept.promiseId(), Map.of());
        Command transfer = new Transfer(head(id, memo), List.of(new RequestedLeg(to, asked)), Optional.empty());
        return new Accepted(
                List.of(fact), List.of(transfer), Optional.of(new OpenGift(id, to, money)), Optional.empty());
    }

    private static Accepted arrived(MintedCurrency before, OpenAsk ask, Instant time) {
        return closing(
                ask,
                switch (ask) {
                    case OpenIssue issue ->
                        fact(
                                before,
                                issue.commandId(),
                                time,
                                (head, totals) -> new MintFact.IssueKept(head, issue.money(), totals));
                    case OpenGift gift ->
                        fact(
                                before,
                                gift.id(),
                                time,
                                (head, totals) -> new MintFact.GiftKept(head, gift.money(), gift.to(), totals));
                });
    }

    private static Accepted failed(MintedCurrency before, OpenAsk ask, Rejection reason, Instant time) {
        return closing(
                ask,
                switch (ask) {
                    case OpenIssue issue ->
                        fact(
                                before,
                                issue.commandId(),
                                time,
                                (head, totals) -> new MintFact.IssueReturned(head, issue.money(), reason, totals));
                    case OpenGift gift ->
                        fact(
                                before,
                                gift.id(),
                                time,
                                (head, totals) ->
                                        new MintFact.GiftReturned(head, gift.money(), gift.to(), reason, totals));
                });
    }

    private static Accepted closing(OpenAsk ask, MintFact fact) {
        return new Accepted(List.of(fact), List.of(), Optional.empty(), Optional.of(ask));
    }

    private CommandHead head(CommandId id, Memo memo) {
        return new CommandHead(wallet, id, OptionalLong.empty(), List.of(), memo);
    }

    /** The currency's next fact, stating the totals that it leads to. */
    private static MintFact fact(
            MintedCurrency before,
            CommandId commandId,
            Instant recordTime,
            BiFunction<MintFactHead, Totals, MintFact> make) {
        Instant at = recordTime.isBefore(before.lastFactAt()) ? before.lastFactAt() : recordTime;
        MintFactHead head = new MintFactHead(before.currency(), before.sequence() + 1, commandId, at);
        Totals after = before.after(make.apply(head, before.totals()));
        return make.apply(head, after);
    }

    private static boolean isMore(Money one, Money other) {
        return one.minus(other).isPositive();
    }
}
