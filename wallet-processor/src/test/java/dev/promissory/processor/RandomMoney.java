package dev.promissory.processor;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Balances such as any command could have led to, of up to 38 digits. */
final class RandomMoney {

    private RandomMoney() {}

    /** Of none, some or all of a few currencies. */
    static List<Balance> balances(Random random) {
        List<Balance> balances = new ArrayList<>();
        Stream.of("BTC", "EUR", "JPY", "KWD", "POINTS")
                .filter(code -> random.nextBoolean())
                .map(Currency::new)
                .forEach(currency -> balances.add(new Balance(money(random, currency), money(random, currency))));
        return balances;
    }

    private static Money money(Random random, Currency currency) {
        BigInteger digits = new BigInteger(random.nextInt(126), random);
        return new Money(currency, new BigDecimal(digits, random.nextInt(currency.maxFractionDigits() + 1)));
    }
}
