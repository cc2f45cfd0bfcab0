package dev.promissory.domain;

/** One receiver of a promise, and the money promised to it: always more than zero. */
public record Leg(WalletId to, Money money) {

    /** @throws IllegalArgumentException when the money is zero or less: keeping such a promise would take, not give */
    public Leg {
        if (!money.isPositive()) {
            throw new IllegalArgumentException("a leg promises more than zero: " + money);
        }
    }
}
