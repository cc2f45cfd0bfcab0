package dev.promissory.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command;
import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.protocol.CommandReading.Readable;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as callers write them: exact, or malformed; what is exact but against a rule is the steward's to refuse. */
class AmountReadingTest {

    private static final String ZEROS = "00000000000000000000000000000000000000";

    @ParameterizedTest
    @ValueSource(strings = {"\"12.50\"", "12.50", "\"0012.50\""})
    void keepsTheFractionDigitsAsWritten(String amount) {
        assertThat(amountOf(amount)).isEqualTo(new BigDecimal("12.50"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "\"12\"", "12.0", "1.2e1", "1200E-2", "\"12.000\""})
    void takesEveryWayToWriteANumber(String amount) {
        assertThat(amountOf(amount)).isEqualByComparingTo("12");
    }

    @Test
    void isNeverBinaryFloatingPoint() {
        assertThat(amountOf("0.1")).isEqualTo(new BigDecimal("0.1"));
        assertThat(amountOf("123456789012345678901234567890.123456789012345678"))
                .isEqualTo(new BigDecimal("123456789012345678901234567890.123456789012345678"));
        assertThat(amountOf("9".repeat(200)).precision()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"-5\"", "-5", "0", "\"0.00\"", "-0.0", "\"0.001\"", "1e38", "\"1" + ZEROS + "\""})
    void leavesItToTheStewardToRefuseWhatIsExact(String amount) {
        assertThat(read(amount)).isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1e5\"",
                "\"1E5\"",
                "\"+5\"",
                "\" 5\"",
                "\"5 \"",
                "\".5\"",
                "\"5.\"",
                "\"-\"",
                "\"-.5\"",
                "\"--5\"",
                "\"\"",
                "\".\"",
                "\"1.2.3\"",
                "\"1,5\"",
                "\"1_000\"",
                "\"0x10\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"\u0661\u0662\"",
                "\"\uff11\"",
                "\"5\\n\"",
                "\"5\\u0000\"",
                "null",
                "1e400",
                "1e-400",
                "1E201",
                "0e500",
                "1E999999999",
                "1E-999999999",
                "[5]"
            })
    void isMalformedAtTheField(String amount) {
        assertThat(read(amount))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.field()).contains("amount"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+5", ".5", "5.", "05", "NaN", "Infinity", "-", "1e", "0x10", "1E2147483648", "1E-99999999999"})
    void isNoNumber(String amount) {
        assertThat(read(amount)).isInstanceOf(Malformed.class);
    }

    @Test
    void aTextHasAtMost200Characters() {
        assertThat(read('"' + "1".repeat(200) + '"')).isInstanceOf(Readable.class);
        assertThat(read('"' + "1".repeat(201) + '"')).isInstanceOf(Malformed.class);
    }

    /** It is written out before it is sent on, and has to be readable then. */
    @Test
    void aNumberHasAtMost200CharactersWrittenOut() {
        assertThat(read("1e199")).isInstanceOf(Readable.class);
        assertThat(read("1e200")).isInstanceOf(Malformed.class);
        assertThat(read("12e199")).isInstanceOf(Malformed.class);
        assertThat(read("-1e198")).isInstanceOf(Readable.class);
        assertThat(read("-1e199")).isInstanceOf(Malformed.class);
        assertThat(read("1e-198")).isInstanceOf(Readable.class);
        assertThat(read("1e-199")).isInstanceOf(Malformed.class);
        assertThat(read("1".repeat(200))).isInstanceOf(Readable.class);
        assertThat(read("1".repeat(201))).isInstanceOf(Malformed.class);
    }

    @Test
    void aNumberLongerThanTheParserTakesIsMalformed() {
        assertThat(read("1".repeat(1001))).isInstanceOf(Malformed.class);
        assertThat(read("0." + "1".repeat(60_000))).isInstanceOf(Malformed.class);
        assertThat(read("1".repeat(60_000))).isInstanceOf(Malformed.class);
    }

    private static BigDecimal amountOf(String amount) {
        return ((Command.Deposit) ((Readable) read(amount)).command()).money().amount();
    }

    private static CommandReading read(String amount) {
        String json = """
                {"type":"Deposit","commandId":"d-1","walletId":"alice","amount":%s,"currency":"EUR"}""";
        return CommandJson.read(json.formatted(amount).getBytes(UTF_8));
    }
}
