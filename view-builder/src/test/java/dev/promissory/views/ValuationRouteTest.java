package dev.promissory.views;

import static dev.promissory.views.Views.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.Rate;
import dev.promissory.protocol.RateJson;
import dev.promissory.views.Views.Answer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValuationRouteTest {

    @TempDir
    Path folder;

    private final Pen pen = new Pen();
    private Views views;

    @BeforeEach
    void start() {
        views = new Views(folder, 2);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void everyBalanceIsValuedAndEveryRateNamedWithSourceAndAge() {
        views.write(pen.open("alice", "Alice"), pen.deposit("alice", "1.5", "BTC"))
                .write(pen.deposit("alice", "111.75", "EUR"), pen.deposit("alice", "10", "POINTS"))
                .write(rate("BTC", "EUR", "61234.50", NOW.minusSeconds(12)));

        Answer answer = views.get("/wallets/alice/valuation?in=EUR");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json");
        assertThat(answer.text())
                .isEqualTo(
                        "{\"walletId\":\"alice\",\"in\":\"EUR\",\"sequence\":4,\"asOf\":\"2026-11-23T09:00:00.000Z\","
                                + "\"value\":\"91963.50\",\"complete\":false,\"stale\":false,\"maxAgeSeconds\":600,"
                                + "\"lines\":[{\"currency\":\"BTC\",\"amount\":\"1.5\",\"rate\":\"61234.50\","
                                + "\"value\":\"91851.75\",\"source\":\"rates.csv\",\"at\":\"2026-11-23T08:59:48.000Z\","
                                + "\"ageSeconds\":12,\"stale\":false},"
                                + "{\"currency\":\"EUR\",\"amount\":\"111.75\",\"rate\":\"1\",\"value\":\"111.75\"}],"
                                + "\"notValued\":[{\"currency\":\"POINTS\",\"amount\":\"10\",\"reason\":\"no-rate\"}],"
                                + "\"trust\":{\"state\":\"verified\"}}");
    }

    @ParameterizedTest
    @CsvSource({"600000, false", "600001, true", "0, false", "-300000, false"})
    void aRateOlderThanTheBoundMakesTheValuationStale(long ageMs, boolean stale) {
        views.write(pen.open("alice", null), pen.deposit("alice", "2", "BTC"))
                .write(rate("BTC", "EUR", "3", NOW.minusMillis(ageMs)));

        ObjectNode valuation = value("alice", "EUR");

        assertThat(valuation.get("stale").booleanValue()).isEqualTo(stale);
        assertThat(valuation.get("lines").get(0).get("stale").booleanValue()).isEqualTo(stale);
        assertThat(valuation.get("lines").get(0).get("ageSeconds").longValue()).isEqualTo(Math.max(0, ageMs / 1000));
        assertThat(valuation.get("value").textValue()).isEqualTo("6.00");
        assertThat(valuation.get("complete").booleanValue()).isTrue();
    }

    @Test
    void aRateFromTheFutureIsNotUsed() {
        views.write(pen.open("alice", null), pen.deposit("alice", "2", "BTC"))
                .write(rate("BTC", "EUR", "3", NOW.plusMillis(300_001)));

        ObjectNode valuation = value("alice", "EUR");

        assertThat(valuation.get("notValued").toString())
                .isEqualTo("[{\"currency\":\"BTC\",\"amount\":\"2\",\"reason\":\"rate-from-the-future\"}]");
        assertThat(valuation.get("lines")).isEmpty();
        assertThat(valuation.get("value").isNull()).isTrue();
        assertThat(valuation.get("stale").booleanValue()).isFalse();
    }

    @Test
    void theRateOfTheLatestTimeCountsUntilItIsRemoved() {
        views.write(pen.open("alice", null), pen.deposit("alice", "2", "BTC"))
                .write(rate("BTC", "EUR", "3", NOW))
                .write(rate("BTC", "EUR", "4", NOW.minusMillis(1)));
        assertThat(value("alice", "EUR").get("value").textValue()).isEqualTo("6.00");
        // Every partition's driver counts.
        assertThat(views.countedRates("outdated")).isEqualTo(2);

        views.write(rate("BTC", "EUR", "5", NOW));
        assertThat(value("alice", "EUR").get("value").textValue()).isEqualTo("10.00");

        views.writeRate("BTC/EUR", null);

        assertThat(value("alice", "EUR").get("notValued").get(0).get("reason").textValue())
                .isEqualTo("no-rate");
        assertThat(views.countedRates("removed")).isPositive();
        views.write(rate("BTC", "EUR", "4", NOW.minusMillis(1)));
        assertThat(value("alice", "EUR").get("value").textValue()).isEqualTo("8.00");
    }

    @Test
    void aRateFromTheFutureKeepsNoOtherOut() {
        views.write(pen.open("alice", null), pen.deposit("alice", "2", "BTC"))
                .write(rate("BTC", "EUR", "3", NOW.plusMillis(300_001)))
                .write(rate("BTC", "EUR", "4", NOW));

        assertThat(value("alice", "EUR").get("value").textValue()).isEqualTo("8.00");
    }

    @Test
    void whatIsNoRateChangesNothingAndStopsNothing() {
        views.write(pen.open("alice", null), pen.deposit("alice", "2", "BTC")).write(rate("BTC", "EUR", "3", NOW));
        String other = new String(RateJson.write(rate("BTC", "USD", "9", NOW)), StandardCharsets.UTF_8);

        views.writeRate("BTC/EUR", "garbage")
                .writeRate("BTC/EUR", "{}")
                .writeRate("BTC/EUR", "")
                .writeRate("BTC/EUR", other)
                .writeRate("BTC/EUR", other.replace("USD", "EUR").replace("\"9\"", "\"-9\""))
                .writeRate(null, other)
                .writeRate(null, null)
                .writeRate("nothing", null);

        assertThat(value("alice", "EUR").get("value").textValue()).isEqualTo("6.00");
        // Every partition's driver counts.
        assertThat(views.countedRates("unreadable")).isEqualTo(2 * 7);
    }

    @Test
    void pairsAreNotKeptWithoutEndButKnownOnesChangeAndRemovedOnesMakeRoom() {
        views.write(pen.open("alice", null), pen.deposit("alice", "2", "BTC"), pen.deposit("alice", "2", "NEW"));
        views.write(rate("BTC", "EUR", "3", NOW));
        for (int number = 1; number < Rate.MAX_PAIRS; number++) {
            views.write(rate("X" + number, "EUR", "1", NOW));
        }

        views.write(rate("NEW", "EUR", "5", NOW)).write(rate("BTC", "EUR", "4", NOW));

        ObjectNode valuation = value("alice", "EUR");
        assertThat(valuation.get("value").textValue()).isEqualTo("8.00");
        assertThat(valuation.get("notValued").get(0).get("currency").textValue())
                .isEqualTo("NEW");
        // Every partition's driver counts.
        assertThat(views.countedRates("too-many")).isEqualTo(2);

        views.writeRate("X1/EUR", null).write(rate("NEW", "EUR", "5", NOW));

        assertThat(value("alice", "EUR").get("value").textValue()).isEqualTo("18.00");
    }

    @Test
    void onlyTheRateOfJustThatPairIsUsed() {
        views.write(pen.open("alice", null), pen.deposit("alice", "2", "BTC"))
                .write(rate("EUR", "BTC", "0.5", NOW))
                .write(rate("BTC", "USD", "3", NOW))
                .write(rate("USD", "EUR", "1", NOW));

        ObjectNode valuation = value("alice", "EUR");

        assertThat(valuation.get("complete").booleanValue()).isFalse();
        assertThat(valuation.get("notValued").get(0).get("reason").textValue()).isEqualTo("no-rate");
        assertThat(value("alice", "USD").get("value").textValue()).isEqualTo("6.00");
    }

    @ParameterizedTest
    @CsvSource({
        "0.000000000000000001, 0.00000000000000000000000000000000000001, EUR,"
                + " 0.00000000000000000000000000000000000000000000000000000001",
        "99999999999999999999999999999999999999, 99999999999999999999999999999999999999, EUR,"
                + " 9999999999999999999999999999999999999800000000000000000000000000000000000001.00",
        "3, 1.10, EUR, 3.30",
        "10, 1.0, POINTS, 10",
        "10, 0.125, JPY, 1.25",
        "8, 0.125, JPY, 1"
    })
    void valuesAreExactAndInTheFormOfTheirCurrency(String amount, String rate, String in, String value) {
        views.write(pen.open("alice", null), pen.deposit("alice", amount, "BTC"))
                .write(rate("BTC", in, rate, NOW));

        assertThat(value("alice", in).get("value").textValue()).isEqualTo(value);
    }

    @Test
    void whatIsNotThereAnyMoreIsLeftOut() {
        views.write(pen.open("alice", null), pen.deposit("alice", "2", "BTC"), pen.withdraw("alice", "2", "BTC"));

        ObjectNode valuation = value("alice", "EUR");

        assertThat(valuation.get("lines")).isEmpty();
        assertThat(valuation.get("notValued")).isEmpty();
        assertThat(valuation.get("value").textValue()).isEqualTo("0.00");
        assertThat(valuation.get("complete").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets/alice/valuation, in",
        "/wallets/alice/valuation?in=, in",
        "/wallets/alice/valuation?in=eur, in",
        "/wallets/alice/valuation?in=E, in",
        "/wallets/alice/valuation?in=EUR&in=USD, in",
        "/wallets/alice/valuation?in=EUR&limit=1, limit",
        "/wallets/alice/valuation?in=EUR&minSequence=x, minSequence",
        "/wallets/nobody/valuation?in=eur, in",
        "/wallets/alice?in=EUR, in"
    })
    void aWrongParameterIsNamed(String path, String field) {
        views.write(pen.open("alice", null));

        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").textValue()).isEqualTo("bad-parameter");
        assertThat(answer.json().get("field").textValue()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"/wallets/nobody/valuation?in=EUR", "/wallets/-/valuation?in=EUR"})
    void aWalletThatIsNotThereHasNoValue(String path) {
        Answer answer = views.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").textValue()).isEqualTo("wallet-not-found");
    }

    @Test
    void aValuationWaitsForASequence() {
        views.write(pen.open("alice", null));
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> views.get("/wallets/alice/valuation?in=EUR&minSequence=2"));
        views.write(pen.deposit("alice", "5.00", "EUR"));

        assertThat(answer.join().json().get("value").textValue()).isEqualTo("5.00");
        assertThat(views.get("/wallets/alice/valuation?in=EUR&minSequence=9").status())
                .isEqualTo(503);
    }

    @Test
    void aValuationSaysThatItsWalletCannotBeTrusted() {
        views.write(pen.open("alice", null), pen.deposit("alice", "5.00", "EUR"));
        pen.deposit("alice", "1.00", "EUR");
        views.write(pen.deposit("alice", "1.00", "EUR"));

        ObjectNode valuation = value("alice", "EUR");

        assertThat(valuation.get("trust").get("state").textValue()).isEqualTo("gap");
        assertThat(valuation.get("value").textValue()).isEqualTo("5.00");
    }

    private ObjectNode value(String wallet, String in) {
        return views.get("/wallets/" + wallet + "/valuation?in=" + in).json();
    }

    private static Rate rate(String base, String quote, String value, Instant at) {
        return new Rate(CurrencyPair.of(base, quote), new BigDecimal(value), "rates.csv", at);
    }
}
