package dev.promissory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MoneyPropertiesTest {

    private static final BigInteger LARGEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    /** Any amount of up to 38 digits, of either sign, of a currency with its own fraction or with a free one. */
    @Provide
    Arbitrary<Money> moneys() {
        return Arbitraries.of("EUR", "JPY", "BHD", "CLF", "BTC", "POINTS").flatMap(this::moneysOf);
    }

    private Arbitrary<Money> moneysOf(String code) {
        Currency currency = new Currency(code);
        return Combinators.combine(
                        Arbitraries.bigIntegers().between(LARGEST.negate(), LARGEST),
                        Arbitraries.integers().between(0, currency.maxFractionDigits()))
                .as((unscaled, scale) -> currency.hasFixedFraction()
                        ? new Money(currency, new BigDecimal(unscaled, currency.maxFractionDigits()))
                        : new Money(currency, new BigDecimal(unscaled, scale)));
    }

    @Provide
    Arbitrary<Money[]> pairs() {
        return Arbitraries.of("EUR", "JPY", "BTC")
                .flatMap(code -> Combinators.combine(moneysOf(code), moneysOf(code))
                        .as((one, other) -> new Money[] {one, other}))
                .withoutEdgeCases();
    }

    @Property(tries = 1000)
    void whatIsWrittenIsReadBack(@ForAll("moneys") Money money) {
        assertThat(Money.of(money.plain(), money.currency().code())).isEqualTo(money);
        assertThat(money.plain()).matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
        assertThat(money).hasToString(money.plain() + " " + money.currency());
    }

    @Property(tries = 1000)
    void isoAmountsShowAllTheirDigitsAndOthersNoTrailingZeros(@ForAll("moneys") Money money) {
        int fractionDigits =
                Math.max(0, money.plain().length() - 1 - money.plain().indexOf('.'));
        if (money.currency().hasFixedFraction()) {
            int digits = money.currency().maxFractionDigits();
            assertThat(money.plain().contains(".") ? fractionDigits : 0).isEqualTo(digits);
        } else if (money.plain().contains(".")) {
            assertThat(money.plain()).doesNotEndWith("0");
        }
    }

    @Property(tries = 1000)
    void minusUndoesPlus(@ForAll("pairs") Money[] pair) {
        assertThat(pair[0].plus(pair[1]).minus(pair[1])).isEqualTo(pair[0]);
        assertThat(pair[0].plus(pair[1])).isEqualTo(pair[1].plus(pair[0]));
        assertThat(pair[0].minus(pair[1])).isEqualTo(pair[1].minus(pair[0]).negated());
        assertThat(pair[0].minus(pair[0])).isEqualTo(Money.zero(pair[0].currency()));
    }

    @Property(tries = 1000)
    void equalAmountsAreEqualObjectsHoweverTheyWereWritten(
            @ForAll("moneys") Money money, @ForAll @IntRange(max = 5) int zeros) {
        Money longer = new Money(
                money.currency(), money.amount().setScale(money.amount().scale() + zeros));
        Money stripped = new Money(money.currency(), money.amount().stripTrailingZeros());
        assertThat(longer).isEqualTo(money).hasSameHashCodeAs(money);
        assertThat(stripped).isEqualTo(money).hasSameHashCodeAs(money);
    }

    @Property(tries = 1000)
    void anAmountHasOneSign(@ForAll("moneys") Money money) {
        assertThat(new boolean[] {money.isNegative(), money.isZero(), money.isPositive()})
                .containsOnlyOnce(true);
        assertThat(money.fits()).isTrue();
    }

    @Property(tries = 1000)
    void whatARequestDoesNotRefuseIsMoneyThatFits(
            @ForAll("amounts") BigDecimal amount, @ForAll("codes") String currency) {
        RequestedMoney requested = new RequestedMoney(amount, currency);
        if (requested.refusal().isEmpty()) {
            assertThat(requested.money().amount()).isEqualByComparingTo(amount);
            assertThat(requested.money().isPositive()).isTrue();
            assertThat(requested.money().fits()).isTrue();
        }
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        BigInteger beyond = BigInteger.TEN.pow(40);
        return Combinators.combine(
                        Arbitraries.bigIntegers().between(beyond.negate(), beyond),
                        Arbitraries.integers().between(-40, 25))
                .as(BigDecimal::new);
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.of("EUR", "JPY", "BHD", "BTC", "eur");
    }

    @Example
    void moneyIsNeverRounded() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.of("0.001", "EUR"));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.of("1E-19", "BTC"));
    }

    @Example
    void aShortTextCannotBecomeAVeryLongNumber() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.of("1E999999999", "BTC"));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.of("-1E999999999", "EUR"));
        assertThat(Money.of("0E999999999", "BTC")).isEqualTo(Money.of("0", "BTC"));
        assertThat(Money.of("1E75", "BTC").fits()).isFalse();
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Money.of("1E76", "BTC"));
    }

    @Example
    void moneyOfTwoCurrenciesDoesNotAdd() {
        Money euro = Money.of("1", "EUR");
        Money dollar = Money.of("1", "USD");
        assertThatIllegalArgumentException().isThrownBy(() -> euro.plus(dollar));
        assertThatIllegalArgumentException().isThrownBy(() -> euro.minus(dollar));
        assertThatIllegalArgumentException().isThrownBy(() -> new Balance(euro, dollar));
    }

    @Example
    void thirtyEightDigitsFitAndThirtyNineDoNot() {
        assertThat(Money.of("9".repeat(38), "BTC").fits()).isTrue();
        assertThat(Money.of("1" + "0".repeat(38), "BTC").fits()).isFalse();
        assertThat(Money.of("9".repeat(36) + ".99", "EUR").fits()).isTrue();
        assertThat(Money.of("1" + "0".repeat(36), "EUR").fits()).isFalse();
    }

    @Example
    void heldMoneyIsThereButNotToSpend() {
        Balance balance = new Balance(Money.of("10", "EUR"), Money.of("4", "EUR"));
        assertThat(balance.available()).isEqualTo(Money.of("6", "EUR"));
        assertThat(balance.covers(Money.of("6.00", "EUR"), Money.of("0", "EUR")))
                .isTrue();
        assertThat(balance.covers(Money.of("6.01", "EUR"), Money.of("0", "EUR")))
                .isFalse();
        assertThat(balance.debited(Money.of("6", "EUR")).isZero()).isFalse();
        assertThat(balance.credited(Money.of("1", "EUR")).held()).isEqualTo(balance.held());
    }
}
