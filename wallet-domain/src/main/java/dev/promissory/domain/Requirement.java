package dev.promissory.domain;

import java.math.BigDecimal;
import java.util.function.Predicate;

/** A condition on a balance: the command is refused unless it holds when the steward decides. */
public record Requirement(Currency currency, Part part, Comparison comparison, BigDecimal amount) {

    public enum Part {
        TOTAL,
        AVAILABLE,
        HELD
    }

    public enum Comparison {
        LT(sign -> sign < 0),
        LTE(sign -> sign <= 0),
        EQ(sign -> sign == 0),
        GTE(sign -> sign >= 0),
        GT(sign -> sign > 0);

        private final Predicate<Integer> holds;

        Comparison(Predicate<Integer> holds) {
            this.holds = holds;
        }
    }

    boolean holdsFor(Wallet wallet) {
        Balance balance = wallet.balance(currency);
        Money money = switch (part) {
            case TOTAL -> balance.total();
            case AVAILABLE -> balance.available();
            case HELD -> balance.held();
        };
        return comparison.holds.test(money.amount().compareTo(amount));
    }
}
