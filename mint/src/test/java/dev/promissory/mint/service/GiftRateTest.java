package dev.promissory.mint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Money;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GiftRateTest {

    private static final GiftRate USUAL = rate("0.01", "0.05");

    @Test
    void everyRateLiesBetweenTheBoundsAndBothAreReached() {
        GiftRate narrow = rate("0.01", "0.010002");
        assertThat(narrow.draw(hash(0))).isEqualByComparingTo("0.010000");
        assertThat(narrow.draw(hash(2))).isEqualByComparingTo("0.010001");
        assertThat(narrow.draw(hash(4))).isEqualByComparingTo("0.010002");
        assertThat(narrow.draw(hash(6))).isEqualByComparingTo("0.010000");
    }

    @Test
    void theSameFactDrawsTheSameRateAndFactsDiffer() {
        long seed = System.nanoTime();
        System.out.println("GiftRateTest: seed " + seed);
        Random random = new Random(seed);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < 10_000; i++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            BigDecimal drawn = USUAL.draw(hash);
            assertThat(drawn).isEqualTo(USUAL.draw(hash.clone())).isBetween(USUAL.least(), USUAL.most());
            sum = sum.add(drawn);
        }
        assertThat(sum.movePointLeft(4)).isBetween(new BigDecimal("0.029"), new BigDecimal("0.031"));
    }

    @ParameterizedTest
    @CsvSource({
        "50.00, EUR, 0.016869, 0.84",
        "0.99,  EUR, 0.010000, ''",
        "1.00,  EUR, 0.010000, 0.01",
        "1.99,  EUR, 0.010000, 0.01",
        "99,    JPY, 0.010000, ''",
        "100,   JPY, 0.010000, 1",
        "1.5,   BTC, 0.012345, 0.0185175",
        "0.000000000000000001, BTC, 0.05, ''",
        "0.000000000000000020, BTC, 0.05, 0.000000000000000001",
        "10,    EUR, 0, ''",
        "10,    EUR, 1, 10.00",
        "99999999999999999999999999999999999999, BTC, 0.000001, 99999999999999999999999999999999.999999",
        "99999999999999999999999999999999.999999, BTC, 0.123457, 12345699999999999999999999999999.999999"
    })
    void aGiftIsItsShareLessWhatTheCurrencyCannotExpress(
            String sent, String currency, BigDecimal rate, String expected) {
        Optional<Money> gift = GiftRate.gift(Money.of(sent, currency), rate);

        assertThat(gift).isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of(Money.of(expected, currency)));
        gift.ifPresent(money -> assertThat(money.fits()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"-0.01, 0.05", "0.01, 1.01", "0.05, 0.01", "0.0000001, 0.05", "0.01, 0.0500001"})
    void boundsThatMakeNoSenseAreRefused(String least, String most) {
        assertThatThrownBy(() -> rate(least, most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gift-");
    }

    private static GiftRate rate(String least, String most) {
        return new GiftRate(new BigDecimal(least), new BigDecimal(most));
    }

    private static byte[] hash(long first) {
        return ByteBuffer.allocate(32).putLong(first).array();
    }
}
