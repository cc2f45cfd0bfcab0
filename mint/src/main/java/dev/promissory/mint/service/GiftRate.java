package dev.promissory.mint.service;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What share of a transfer its sender gets back: between two bounds, drawn from the fact that the money arrived. The same
 * fact always draws the same rate.
 *
 * @param least 0 to 1, at most {@value #DIGITS} fraction digits
 * @param most likewise, and not below {@code least}
 */
public record GiftRate(BigDecimal least, BigDecimal most) {

    private static final int DIGITS = 6;

    /** @throws IllegalArgumentException when the bounds make no sense */
    public GiftRate {
        requireShare("gift-least", least);
        requireShare("gift-most", most);
        if (least.compareTo(most) > 0) {
            throw new IllegalArgumentException("gift-least must not be above gift-most: " + least + " > " + most);
        }
    }

    /** @param factHash 32 bytes, as good as random: the first eight choose one of the steps between the bounds */
    BigDecimal draw(byte[] factHash) {
        BigInteger steps =
                most.subtract(least).movePointRight(DIGITS).toBigIntegerExact().add(BigInteger.ONE);
        BigInteger step =
                BigInteger.valueOf(ByteBuffer.wrap(factHash).getLong() >>> 1).mod(steps);
        return least.add(new BigDecimal(step, DIGITS)).setScale(DIGITS);
    }

    /**
     * The gift for sending this money: exactly its share, less what the currency cannot express. Nothing of anybody's
     * money is rounded by that: how much the mint gives is its own choice.
     *
     * @return empty when the currency cannot express so little
     */
    static Optional<Money> gift(Money sent, BigDecimal rate) {
        Currency currency = sent.currency();
        BigDecimal share = sent.amount().multiply(rate);
        int integerDigits = Math.max(0, share.precision() - share.scale());
        int fractionDigits = Math.min(currency.maxFractionDigits(), Money.MAX_DIGITS - integerDigits);
        Money gift = new Money(currency, share.setScale(fractionDigits, RoundingMode.DOWN));
        return gift.isPositive() ? Optional.of(gift) : Optional.empty();
    }

    private static void requireShare(String name, BigDecimal share) {
        boolean inRange = share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0;
        if (!inRange || share.stripTrailingZeros().scale() > DIGITS) {
            throw new IllegalArgumentException(
                    name + " must be from 0 to 1 with at most " + DIGITS + " fraction digits: " + share);
        }
    }
}
