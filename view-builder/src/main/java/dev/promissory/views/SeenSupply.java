package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.views.Movement.Flow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the views have added up of one currency in one partition. For tools that look from outside.
 *
 * @param lastOffset of the last fact it counts
 */
public record SeenSupply(
        long lastOffset,
        Money deposited,
        Money withdrawn,
        Money promised,
        Money received,
        Money returned,
        Money balances) {

    /** Empty when no view writes such a key. */
    public static Optional<Currency> currencyOf(byte[] key) {
        String code = new String(key, StandardCharsets.UTF_8);
        return Currency.isValid(code) ? Optional.of(new Currency(code)) : Optional.empty();
    }

    /** @throws RuntimeException when the bytes are no row of this version */
    public static SeenSupply read(Currency currency, byte[] row) {
        SupplyRow read = SupplyRow.fromBytes(currency, row);
        return new SeenSupply(
                read.lastOffset(),
                read.of(Flow.DEPOSITED),
                read.of(Flow.WITHDRAWN),
                read.of(Flow.PROMISED),
                read.of(Flow.RECEIVED),
                read.of(Flow.RETURNED),
                read.balances());
    }
}
