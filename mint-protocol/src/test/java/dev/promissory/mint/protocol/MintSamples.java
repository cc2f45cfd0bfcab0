package dev.promissory.mint.protocol;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One of everything that travels to and from the mint, under the name of the approved file that shows it. */
final class MintSamples {

    private static final Currency BTC = new Currency("BTC");
    private static final Currency EUR = new Currency("EUR");
    private static final WalletId ALICE = new WalletId("alice");
    private static final PromiseId PROMISE = new PromiseId(ALICE, 9);
    private static final CommandId MINT_ID = new CommandId("m-1");
    private static final Money GIFT = euros("0.37");

    private MintSamples() {}

    static Map<String, MintCommand> commands() {
        return Map.of(
                "Mint", new MintCommand.Mint(BTC, MINT_ID, RequestedMoney.of("100", "BTC")),
                "SetCap", new MintCommand.SetCap(BTC, MINT_ID, Optional.of(RequestedMoney.of("1000", "BTC"))),
                "SetCap.none", new MintCommand.SetCap(BTC, MINT_ID, Optional.empty()));
    }

    static Map<String, MintFact> facts() {
        Money hundred = euros("100.00");
        Totals issuing = Totals.none(EUR).issuing(hundred);
        Totals issued = issuing.issueKept(hundred);
        Totals giving = issued.giving(GIFT);
        Totals capped = issued.capped(Optional.of(euros("1000")));
        return Map.ofEntries(
                Map.entry("IssuePromised", new MintFact.IssuePromised(head("m-1", 1), hundred, issuing)),
                Map.entry("IssueKept", new MintFact.IssueKept(head("m-1", 2), hundred, issued)),
                Map.entry(
                        "IssueReturned",
                        new MintFact.IssueReturned(head("m-1", 2), hundred, Rejection.WALLET_FROZEN, Totals.none(EUR))),
                Map.entry(
                        "GiftPromised",
                        new MintFact.GiftPromised(
                                head("gift-1", 4), GIFT, ALICE, PROMISE, new BigDecimal("0.0312"), giving)),
                Map.entry("GiftKept", new MintFact.GiftKept(head("gift-1", 5), GIFT, ALICE, giving.giftKept(GIFT))),
                Map.entry(
                        "GiftReturned",
                        new MintFact.GiftReturned(
                                head("gift-1", 5), GIFT, ALICE, Rejection.WALLET_CLOSED, giving.giftReturned(GIFT))),
                Map.entry(
                        "GiftOmitted",
                        new MintFact.GiftOmitted(head("gift-1", 1), GIFT, ALICE, PROMISE, Totals.none(EUR))),
                Map.entry("CapSet", new MintFact.CapSet(head("m-1", 3), capped.cap(), capped)),
                Map.entry("CapSet.none", new MintFact.CapSet(head("m-1", 4), Optional.empty(), issued)));
    }

    static Map<String, MintOutcome> outcomes() {
        Money hundred = Money.of("100", "BTC");
        Totals issued = Totals.none(BTC).issuing(hundred).issueKept(hundred);
        Totals capped = issued.capped(Optional.of(Money.of("1000", "BTC")));
        MintRefusal malformed = MintRefusal.of(Rejection.MALFORMED_COMMAND).at(Optional.of("amount"));
        return Map.of(
                "Accepted", new MintOutcome.Accepted(BTC, MINT_ID, 2, issued, false),
                "Accepted.capped-replayed", new MintOutcome.Accepted(BTC, MINT_ID, 3, capped, true),
                "Rejected", rejected(MintRefusal.CAP_EXCEEDED, 1, false),
                "Rejected.by-a-wallet-replayed", rejected(MintRefusal.of(Rejection.WALLET_FROZEN), 2, true),
                "Rejected.malformed", rejected(malformed, 0, false));
    }

    static MintFactHead head(String commandId, long sequence) {
        return new MintFactHead(EUR, sequence, new CommandId(commandId), Instant.parse("2026-11-23T08:00:00.250Z"));
    }

    static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }

    private static MintOutcome rejected(MintRefusal refusal, long sequence, boolean replayed) {
        return new MintOutcome.Rejected(BTC, MINT_ID, sequence, refusal, "A sentence for a person.", replayed);
    }
}
