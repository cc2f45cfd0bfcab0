package dev.promissory.mint.protocol;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import java.util.Optional;

/**
 * How a currency stands at the mint.
 *
 * @param issued all that was issued and did not come back, what is on its way included
 * @param issuing the part of it that is on its way to the mint's wallet
 * @param given all gifts that did not come back, those on their way included
 * @param giving the part of it that is on its way to its receivers
 * @param cap what {@code issued} must not pass, when there is such a bound
 */
public record Totals(Money issued, Money issuing, Money given, Money giving, Optional<Money> cap) {

    public static Totals none(Currency currency) {
        Money zero = Money.zero(currency);
        return new Totals(zero, zero, zero, zero, Optional.empty());
    }

    /** What can still be given away: it has arrived in the mint's wallet and has not left it. */
    public Money remaining() {
        return issued.minus(issuing).minus(given);
    }

    Totals issuing(Money amount) {
        return new Totals(issued.plus(amount), issuing.plus(amount), given, giving, cap);
    }

    Totals issueKept(Money amount) {
        return new Totals(issued, issuing.minus(amount), given, giving, cap);
    }

    Totals issueReturned(Money amount) {
        return new Totals(issued.minus(amount), issuing.minus(amount), given, giving, cap);
    }

    Totals giving(Money amount) {
        return new Totals(issued, issuing, given.plus(amount), giving.plus(amount), cap);
    }

    Totals giftKept(Money amount) {
        return new Totals(issued, issuing, given, giving.minus(amount), cap);
    }

    Totals giftReturned(Money amount) {
        return new Totals(issued, issuing, given.minus(amount), giving.minus(amount), cap);
    }

    Totals capped(Optional<Money> bound) {
        return new Totals(issued, issuing, given, giving, bound);
    }
}
