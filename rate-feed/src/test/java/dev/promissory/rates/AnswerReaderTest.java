package dev.promissory.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.rates.Quotation.Readable;
import dev.promissory.rates.Quotation.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final Instant HEARD = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void aTableOfOneBase() {
        List<Quotation> said = read("{\"base\":\"EUR\",\"at\":\"2026-11-23T07:59:00Z\",\"provider\":\"p\","
                + "\"rates\":{\"USD\":\"1.08\",\"JPY\":162.30000000000000000000000001}}");

        assertThat(said)
                .extracting(Object::toString)
                .containsExactly(
                        "Readable[where=rate 1, rate=EUR/USD 1.08 of 2026-11-23T07:59:00.000Z from here]",
                        "Readable[where=rate 2, rate=EUR/JPY 162.30000000000000000000000001 of 2026-11-23T07:59:00.000Z"
                                + " from here]");
    }

    @Test
    void aListOfPairs() {
        List<Quotation> said =
                read("[{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":\"61234.50\",\"source\":\"a friend\","
                        + "\"at\":\"2026-11-23T07:59:00Z\"},{\"base\":\"ETH\",\"quote\":\"EUR\",\"rate\":2}]");

        assertThat(said)
                .extracting(Object::toString)
                .containsExactly(
                        "Readable[where=entry 1, rate=BTC/EUR 61234.50 of 2026-11-23T07:59:00.000Z from here]",
                        "Readable[where=entry 2, rate=ETH/EUR 2 of 2026-11-23T08:00:00.000Z from here]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":\"0\"} | NOT_POSITIVE",
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":-0.01} | NOT_POSITIVE",
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":\"1,5\"} | ILL_FORMED",
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":null} | ILL_FORMED",
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":{}} | ILL_FORMED",
                "{\"base\":\"BTC\",\"quote\":\"EUR\"} | ILL_FORMED",
                "{\"base\":\"BTC\",\"rate\":1} | ILL_FORMED",
                "{\"base\":\"btc\",\"quote\":\"EUR\",\"rate\":1} | ILL_FORMED",
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":1,\"at\":\"now\"} | ILL_FORMED",
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":1,\"at\":1700000000} | ILL_FORMED",
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":1E100} | TOO_LONG",
                "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":\"1.00000000000000000000000000000000000001\"} | TOO_LONG",
                "{\"base\":\"EUR\",\"quote\":\"EUR\",\"rate\":1} | SAME_CURRENCY",
                "\"BTC/EUR 61234.50\" | UNKNOWN_SHAPE",
                "null | UNKNOWN_SHAPE",
                "[] | UNKNOWN_SHAPE"
            })
    void oneBadEntryStopsNoOther(String bad, Refusal why) {
        List<Quotation> said = read("[" + bad + ",{\"base\":\"ETH\",\"quote\":\"EUR\",\"rate\":2}]");

        assertThat(said.getFirst())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).isEqualTo(why));
        assertThat(said.getLast()).isInstanceOf(Readable.class);
    }

    @Test
    void ofALongAnswerTheFirstThousandAreRead() {
        String entry = "{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":1},";
        String rates = IntStream.range(1_000, 2_500)
                .mapToObj(number -> "\"X" + number + "\":1")
                .collect(Collectors.joining(","));

        assertThat(read("[" + entry.repeat(999) + entry.replace("},", "}]"))).hasSize(1_000);
        for (String body : List.of("[" + entry.repeat(1_499) + "7]", "{\"base\":\"EUR\",\"rates\":{" + rates + "}}")) {
            List<Quotation> said = read(body);
            assertThat(said).hasSize(1_001);
            assertThat(said.get(999)).isInstanceOf(Readable.class);
            assertThat(said.getLast())
                    .hasToString("rate 1001: it is one of 1500 rates, and 1000 of an answer are read (too-many)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>down for maintenance</html>",
                "{}",
                "[]",
                "null",
                "7",
                "\"rates\"",
                "{\"rates\":[]}",
                "{\"rates\":{}}",
                "{\"base\":\"EUR\",\"rates\":\"USD\"}",
                "{\"base\":\"EUR\",\"rates\":{\"USD\":1,\"USD\":2}}",
                "{\"base\":\"EUR\",\"rates\":{\"USD\":1}} and more"
            })
    void whatIsInNeitherFormIsNoAnswer(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.fault()).isEqualTo(SourceException.Fault.UNREADABLE));
    }

    private static List<Quotation> read(String body) {
        return new AnswerReader("here").read(body.getBytes(StandardCharsets.UTF_8), HEARD);
    }
}
