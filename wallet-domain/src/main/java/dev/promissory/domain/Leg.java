package dev.promissory.domain;

import java.util.List;

/** One receiver of a promise, and the money promised to it: always more than zero. */
public record Leg(WalletId to, Money money) {

    /** @throws IllegalArgumentException when the money is zero or less: keeping such a promise would take, not give */
    public Leg {
        if (!money.isPositive()) {
            throw new IllegalArgumentException("a leg promises more than zero: " + money);
        }
    }

    /** Whether there are legs, all to the same wallet: then that wallet decides alone about their promise. */
    public static boolean haveOneReceiver(List<Leg> legs) {
        for (Leg leg : legs) {
            if (!leg.to().equals(legs.getFirst().to())) {
                return false;
            }
        }
        return !legs.isEmpty();
    }
}
