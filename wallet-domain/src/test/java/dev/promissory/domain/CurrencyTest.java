package dev.promissory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyTest {

    @ParameterizedTest
    @CsvSource({"JPY,0", "EUR,2", "MGA,2", "MRU,2", "XAD,2", "BHD,3", "CLF,4", "UYW,4", "UYU,2", "UYI,0", "CLP,0"})
    void isoCurrenciesHaveTheirOwnFraction(String code, int digits) {
        assertThat(new Currency(code).hasFixedFraction()).isTrue();
        assertThat(new Currency(code).maxFractionDigits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC", "POINTS", "XAU", "XXX", "XTS", "XDR", "42"})
    void allOthersHaveUpToEighteenDigits(String code) {
        assertThat(new Currency(code).hasFixedFraction()).isFalse();
        assertThat(new Currency(code).maxFractionDigits()).isEqualTo(18);
    }

    /** The JDK's table changes with its version, but where it knows a currency of ours it must agree. */
    @Test
    void theTableAgreesWithAnotherReaderOfTheStandard() {
        Set<String> differing = java.util.Currency.getAvailableCurrencies().stream()
                .filter(known -> new Currency(known.getCurrencyCode()).hasFixedFraction())
                .filter(known ->
                        new Currency(known.getCurrencyCode()).maxFractionDigits() != known.getDefaultFractionDigits())
                .map(java.util.Currency::getCurrencyCode)
                .collect(Collectors.toSet());
        assertThat(differing).isEmpty();
    }

    @Test
    void anIllFormedCodeIsNoCurrency() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Currency("eur"));
        assertThat(Currency.isValid(null)).isFalse();
    }
}
