package dev.promissory.mint.protocol;

import dev.promissory.domain.Currency;
import java.time.Instant;

/**
 * A currency as the mint's facts have made it. {@link #evolve} is the only thing that changes it, for the mint that
 * writes them and all who read them.
 *
 * @param sequence of the newest fact; 0 before the first
 * @param lastFactAt the newest fact's time; the epoch before the first
 */
public record MintedCurrency(Currency currency, long sequence, Instant lastFactAt, Totals totals) {

    /** The currency before its first fact. */
    public static MintedCurrency unknown(Currency currency) {
        return new MintedCurrency(currency, 0, Instant.EPOCH, Totals.none(currency));
    }

    /** @throws IllegalArgumentException when the fact is not the next one of this currency */
    public MintedCurrency evolve(MintFact fact) {
        if (!isNext(fact)) {
            throw new IllegalArgumentException("fact " + fact.currency() + "#" + fact.sequence() + " does not follow "
                    + currency + "#" + sequence);
        }
        return new MintedCurrency(currency, fact.sequence(), fact.head().at(), after(fact));
    }

    /** Whether the fact is the next one and states exactly the totals that its amount leads to. */
    public boolean agrees(MintFact fact) {
        try {
            return isNext(fact) && after(fact).equals(fact.totals());
        } catch (ArithmeticException e) {
            // The sum would be larger than any sum of money: nothing that a fact could state.
            return false;
        }
    }

    /** The totals after the fact, worked out from its amount and not copied from what it states. */
    public Totals after(MintFact fact) {
        return switch (fact) {
            case MintFact.IssuePromised promised -> totals.issuing(promised.money());
            case MintFact.IssueKept kept -> totals.issueKept(kept.money());
            case MintFact.IssueReturned returned -> totals.issueReturned(returned.money());
            case MintFact.GiftPromised promised -> totals.giving(promised.money());
            case MintFact.GiftKept kept -> totals.giftKept(kept.money());
            case MintFact.GiftReturned returned -> totals.giftReturned(returned.money());
            case MintFact.GiftOmitted omitted -> totals;
            case MintFact.CapSet set -> totals.capped(set.cap());
        };
    }

    private boolean isNext(MintFact fact) {
        return fact.currency().equals(currency) && fact.sequence() == sequence + 1;
    }
}
