package dev.promissory.domain;

import static dev.promissory.domain.Ask.deposit;
import static dev.promissory.domain.Ask.open;
import static dev.promissory.domain.Ask.openFor;
import static dev.promissory.domain.Ask.withdraw;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.openedFor;
import static dev.promissory.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of every bound that a command can hit. */
class BoundsTest {

    private static final String EMOJI = "\uD83D\uDCB6";

    /** In an amount, {@code 9*36} stands for 36 nines. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                     | EUR           | amount-not-positive
            0.00                  | EUR           | amount-not-positive
            -0.01                 | EUR           | amount-not-positive
            0.01                  | EUR           | accepted
            0                     | BTC           | amount-not-positive
            0.000000000000000001  | BTC           | accepted
            0.0000000000000000001 | BTC           | too-many-fraction-digits
            1E-18                 | BTC           | accepted
            1E-19                 | BTC           | too-many-fraction-digits
            1.12                  | EUR           | accepted
            1.123                 | EUR           | too-many-fraction-digits
            1.120                 | EUR           | too-many-fraction-digits
            1                     | JPY           | accepted
            1.0                   | JPY           | too-many-fraction-digits
            1.123                 | BHD           | accepted
            1.1234                | BHD           | too-many-fraction-digits
            1.1234                | CLF           | accepted
            1.12345               | CLF           | too-many-fraction-digits
            9*36                  | EUR           | accepted
            9*36.99               | EUR           | accepted
            19*36                 | EUR           | amount-too-large
            9*38                  | JPY           | accepted
            19*38                 | JPY           | amount-too-large
            9*38                  | BTC           | accepted
            19*38                 | BTC           | amount-too-large
            9*20.999999999999999999 | BTC         | accepted
            9*21.999999999999999999 | BTC         | amount-too-large
            1E37                  | BTC           | accepted
            1E38                  | BTC           | amount-too-large
            1E35                  | EUR           | accepted
            1E36                  | EUR           | amount-too-large
            1E999999999           | BTC           | amount-too-large
            1E-999999999          | BTC           | too-many-fraction-digits
            1                     | AB            | accepted
            1                     | A             | invalid-currency
            1                     | ABCDEFGHIJK2  | accepted
            1                     | ABCDEFGHIJK23 | invalid-currency
            1                     | 09            | accepted
            1                     | eur           | invalid-currency
            1                     | EU-R          | invalid-currency
            1                     | ÄÖ            | invalid-currency
            1                     | ''            | invalid-currency
            """)
    void amounts(String amount, String currency, String answer) {
        String written = nines(amount) + " " + currency;
        if (answer.equals("accepted")) {
            given(opened()).when(deposit(written)).then(deposited(written));
        } else {
            Rejection rejection = Rejection.ofCode(answer).orElseThrow();
            given(opened()).when(deposit(written)).thenRejected(rejection);
            given(opened()).when(withdraw(written)).thenRejected(rejection);
            given(opened()).when(Ask.transfer(written, Scenario.BOB)).thenRejected(rejection);
        }
    }

    @Test
    void aReferenceHasAtMost256Characters() {
        given().noting(referring("r".repeat(256))).when(open()).then(opened());
        given().noting(referring("r".repeat(257))).when(open()).thenRejected(Rejection.REFERENCE_TOO_LONG);
        given().noting(referring(EMOJI.repeat(256))).when(open()).then(opened());
        given().noting(referring(EMOJI.repeat(257))).when(open()).thenRejected(Rejection.REFERENCE_TOO_LONG);
        given().noting(referring("")).when(open()).then(opened());
    }

    @Test
    void metadataHasAtMost20Keys() {
        given().noting(withKeys(20)).when(open()).then(opened());
        given().noting(withKeys(21)).when(open()).thenRejected(Rejection.METADATA_TOO_LARGE);
    }

    @Test
    void metadataHasAtMost4096Bytes() {
        given().noting(withText("k", "v".repeat(4095))).when(open()).then(opened());
        given().noting(withText("k", "v".repeat(4096))).when(open()).thenRejected(Rejection.METADATA_TOO_LARGE);
        given().noting(withText("k".repeat(4096), "")).when(open()).then(opened());
        given().noting(withText(EMOJI, EMOJI.repeat(1023))).when(open()).then(opened());
        given().noting(withText(EMOJI, EMOJI.repeat(1023) + "v"))
                .when(open())
                .thenRejected(Rejection.METADATA_TOO_LARGE);
    }

    @Test
    void anOwnerHasAtMost256Characters() {
        given().when(openFor("o".repeat(256))).then(openedFor("o".repeat(256)));
        given().when(openFor("o".repeat(257))).thenRejected(Rejection.OWNER_TOO_LONG);
        given().when(openFor(EMOJI.repeat(256))).then(openedFor(EMOJI.repeat(256)));
        given().when(openFor(EMOJI.repeat(257))).thenRejected(Rejection.OWNER_TOO_LONG);
    }

    @Test
    void idsHaveAtMost128Characters() {
        String longest = "a".repeat(128);
        assertThat(new WalletId(longest).value()).isEqualTo(longest);
        assertThat(new CommandId(longest).value()).isEqualTo(longest);
        assertIllFormed("a".repeat(129));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "a.b_c:d-e", "9..", "a-"})
    void wellFormedIds(String text) {
        assertThat(WalletId.isValid(text)).isTrue();
        assertThat(CommandId.isValid(text)).isTrue();
        assertThat(new WalletId(text)).hasToString(text);
        assertThat(new CommandId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "_a", ":a", "-a", "a b", "a~1", "a/b", "ä", "aä", "a\n", "a\u0000", "\uFF11"})
    void illFormedIds(String text) {
        assertIllFormed(text);
    }

    @ParameterizedTest
    @CsvSource({"alice~1,1", "a.b:c~42,42", "alice~999999999999999999,999999999999999999"})
    void promiseIdsAreReadAsTheyAreWritten(String text, long sequence) {
        assertThat(PromiseId.parse(text))
                .hasValueSatisfying(promise -> assertThat(promise).hasToString(text))
                .map(PromiseId::sequence)
                .hasValue(sequence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "alice",
                "alice~",
                "~1",
                "alice~0",
                "alice~01",
                "alice~-1",
                "alice~+1",
                "alice~1 ",
                "a~b~1",
                "alice~\u0661",
                "alice~1000000000000000000",
                "-a~1"
            })
    void illFormedPromiseIds(String text) {
        assertThat(PromiseId.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void aPromiseStartsAtSequenceOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PromiseId(Scenario.ALICE, 0));
    }

    private static void assertIllFormed(String text) {
        assertThat(WalletId.isValid(text)).isFalse();
        assertThat(CommandId.isValid(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new WalletId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandId(text));
    }

    private static String nines(String amount) {
        int star = amount.indexOf('*');
        if (star < 0) {
            return amount;
        }
        int point = amount.indexOf('.');
        int end = point < 0 ? amount.length() : point;
        int count = Integer.parseInt(amount.substring(star + 1, end));
        return amount.substring(0, star - 1) + "9".repeat(count) + amount.substring(end);
    }

    private static Memo referring(String reference) {
        return Memo.of(reference, Map.of());
    }

    private static Memo withText(String key, String value) {
        return Memo.of(null, Map.of(key, value));
    }

    private static Memo withKeys(int count) {
        return Memo.of(null, IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v")));
    }
}
