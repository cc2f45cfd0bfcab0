package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateJsonTest {

    private static final String GOOD =
            "{\"v\":1,\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":\"61234.50\",\"source\":\"x\",\"at\":\"2026-11-23T08:00:00Z\"}";

    private static final String LONGEST = "12345678901234567890.123456789012345678";

    @Test
    void everyDigitIsKept() {
        assertThat(read(withRate("\"" + LONGEST + "\"")).plain()).isEqualTo(LONGEST);
        assertThat(read(withRate("0.00000000000000000000000000000000000001")).plain())
                .hasSize(40);
        assertThat(read(withRate("\"1.10\"")).plain()).isEqualTo("1.10");
        assertThat(read(withRate("1E3")).plain()).isEqualTo("1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0\"",
                "\"-1\"",
                "0.000",
                "\"1e5\"",
                "\"abc\"",
                "\"\"",
                "null",
                "true",
                "1E400",
                "1E38",
                "1E-39",
                "\"123456789012345678901.123456789012345678\"",
                "\"0.000000000000000000000000000000000000001\""
            })
    void whatIsNoPositiveDecimalOfAtMost38DigitsIsNoRate(String rate) {
        assertThatThrownBy(() -> read(withRate(rate)))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.field()).contains("rate"));
    }

    @ParameterizedTest
    @CsvSource({
        "BTC, btc, base",
        "BTC, EUR, quote",
        "EUR, E, quote",
        "2026-11-23T08:00:00Z, yesterday, at",
        "2026-11-23T08:00:00Z, +1000000000-01-01T00:00:00Z, at"
    })
    void aFieldThatIsIllFormedIsNamed(String good, String bad, String field) {
        assertThatThrownBy(() -> read(GOOD.replace("\"" + good + "\"", "\"" + bad + "\"")))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.field()).contains(field));
    }

    @Test
    void aSourceHas1To256Characters() {
        assertThat(read(withSource("s".repeat(256))).source()).hasSize(256);
        assertThatThrownBy(() -> read(withSource("s".repeat(257)))).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> read(withSource(""))).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> read(withSource(" "))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void aRateIsOfTheFieldsItNeedsAndMayHaveMore() {
        assertThat(read(GOOD.replace("{\"v\"", "{\"bid\":1,\"v\""))).isEqualTo(read(GOOD));
        assertThatThrownBy(() -> read(GOOD.replace("\"v\":1", "\"v\":2"))).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> RateJson.read(null)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void theKeyIsThePair() {
        Rate rate = read(GOOD);

        assertThat(new String(RateJson.key(rate), StandardCharsets.UTF_8)).isEqualTo("BTC/EUR");
        assertThat(RateJson.read(RateJson.key(rate), bytes(GOOD))).isEqualTo(rate);
        assertThatThrownBy(() -> RateJson.read(bytes("BTC/USD"), bytes(GOOD))).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> RateJson.read(null, bytes(GOOD))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void aRateCannotBeMadeOfWhatIsNone() {
        CurrencyPair pair = CurrencyPair.of("BTC", "EUR");
        Instant at = Instant.EPOCH;

        assertThatThrownBy(() -> CurrencyPair.of("EUR", "EUR")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(pair, BigDecimal.ZERO, "x", at)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(pair, new BigDecimal("1E38"), "x", at))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(pair, BigDecimal.ONE, "", at)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Rate(pair, BigDecimal.ONE, "x", at.plusNanos(1_999_999)).at())
                .isEqualTo(at.plusMillis(1));
    }

    private static String withRate(String rate) {
        return GOOD.replace("\"61234.50\"", rate);
    }

    private static String withSource(String source) {
        return GOOD.replace("\"x\"", "\"" + source + "\"");
    }

    private static Rate read(String json) {
        return RateJson.read(bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
