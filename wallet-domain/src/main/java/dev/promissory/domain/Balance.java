package dev.promissory.domain;

/**
 * What a wallet has of one currency. {@code total} is all of it; {@code held} is the part set aside for holds; only
 * {@link #available} can be spent.
 */
public record Balance(Money total, Money held) {

    public Balance {
        if (!total.currency().equals(held.currency())) {
            throw new IllegalArgumentException("a balance is of one currency");
        }
    }

    public static Balance zero(Currency currency) {
        return new Balance(Money.zero(currency), Money.zero(currency));
    }

    public Currency currency() {
        return total.currency();
    }

    public Money available() {
        return total.minus(held);
    }

    public Balance credited(Money money) {
        return new Balance(total.plus(money), held);
    }

    public Balance debited(Money money) {
        return new Balance(total.minus(money), held);
    }

    /** Sets money of this balance aside. */
    public Balance holding(Money money) {
        return new Balance(total, held.plus(money));
    }

    /** The opposite of {@link #holding}. */
    public Balance freeing(Money money) {
        return new Balance(total, held.minus(money));
    }

    /** @param overdraft how far below zero what is available may go */
    boolean covers(Money money, Money overdraft) {
        return !available().plus(overdraft).minus(money).isNegative();
    }

    public boolean isZero() {
        return total.isZero() && held.isZero();
    }
}
