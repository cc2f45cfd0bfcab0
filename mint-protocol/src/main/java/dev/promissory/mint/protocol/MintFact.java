package dev.promissory.mint.protocol;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.util.Optional;

/** Something that happened to a currency at the mint. Only the mint writes it; nobody ever changes it. */
public sealed interface MintFact {

    MintFactHead head();

    /** How the currency stands after it. */
    Totals totals();

    default Currency currency() {
        return head().currency();
    }

    default long sequence() {
        return head().sequence();
    }

    /** Money is on its way into the mint's wallet. */
    record IssuePromised(MintFactHead head, Money money, Totals totals) implements MintFact {}

    /** It has arrived, and can be given away. */
    record IssueKept(MintFactHead head, Money money, Totals totals) implements MintFact {}

    /** The mint's wallet did not take it: it was not issued. */
    record IssueReturned(MintFactHead head, Money money, Rejection reason, Totals totals) implements MintFact {}

    /**
     * A gift is on its way to somebody who has sent money.
     *
     * @param reason the kept promise it is given for
     * @param rate the gift's share of the money that was sent, before what the currency cannot express was left out
     */
    record GiftPromised(MintFactHead head, Money money, WalletId to, PromiseId reason, BigDecimal rate, Totals totals)
            implements MintFact {}

    /** The gift has arrived. */
    record GiftKept(MintFactHead head, Money money, WalletId to, Totals totals) implements MintFact {}

    /** The gift could not be given, and the money is back. */
    record GiftReturned(MintFactHead head, Money money, WalletId to, Rejection reason, Totals totals)
            implements MintFact {}

    /** No gift was given for a kept promise, because the mint has not enough left; {@code money} is what it lacked. */
    record GiftOmitted(MintFactHead head, Money money, WalletId to, PromiseId reason, Totals totals)
            implements MintFact {}

    /** There is now this bound, or none. */
    record CapSet(MintFactHead head, Optional<Money> cap, Totals totals) implements MintFact {}
}
