package dev.promissory.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.Rate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateFileTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    private final FakeTopic topic = new FakeTopic();

    @Test
    void aFileIsPublishedWithItsNameAndTheTimeOfReading() throws Exception {
        Publication done = publish("base,quote,rate\nBTC,EUR,61234.50\nETH,EUR,2345.6\n");

        assertThat(topic.published())
                .extracting(Rate::toString)
                .containsExactly(
                        "BTC/EUR 61234.50 of 2026-11-23T08:00:00.000Z from rates.csv",
                        "ETH/EUR 2345.6 of 2026-11-23T08:00:00.000Z from rates.csv");
        assertThat(done.published()).isEqualTo(topic.published());
        assertThat(done.refused()).isEmpty();
    }

    @Test
    void aFileMayNameTimesAndSourcesInAnyOrderOfColumns() throws Exception {
        publish("\uFEFFat , source,rate,quote,base\r\n"
                + "2026-11-23T07:00:00Z,\"the desk, by telephone\",\" 61234.50 \",EUR,BTC\r\n"
                + "\r\n"
                + ",,2345.6,EUR,ETH\r\n");

        assertThat(topic.published())
                .extracting(Rate::toString)
                .containsExactly(
                        "BTC/EUR 61234.50 of 2026-11-23T07:00:00.000Z from the desk, by telephone",
                        "ETH/EUR 2345.6 of 2026-11-23T08:00:00.000Z from rates.csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BTC,EUR,0,, | BTC/EUR must be more than zero",
                "BTC,EUR,-1,, | BTC/EUR must be more than zero",
                "BTC,EUR,abc,, | rate must be a decimal",
                "BTC,EUR,,, | rate is missing",
                "BTC,,1,, | quote is missing",
                "btc,EUR,1,, | base must be 2 to 12 characters",
                "EUR,EUR,1,, | needs no rate",
                "BTC,EUR,1000000000000000000000000000000000000000,, | more than 38 digits",
                "BTC,EUR,1,yesterday, | at must be a time",
                "BTC,EUR,1,2026-11-23T08:05:00.001Z, | in the future",
                "BTC,EUR,1 | has 3 values, but the header has 5",
                "BTC,EUR,1,,,, | has 7 values, but the header has 5",
                "USD,EUR,2,, | USD/EUR is 2 here and 0.9 at line 2",
                "OLD,EUR,1,2026-11-23T06:00:00Z, | older than the published one"
            })
    void oneBadLineIsNamedAndNothingIsPublished(String line, String reason) {
        topic.with(new Rate(CurrencyPair.of("OLD", "EUR"), BigDecimal.ONE, "x", Instant.parse("2026-11-23T07:00:00Z")));

        assertThatThrownBy(() -> publish("base,quote,rate,at,source\nUSD,EUR,0.9,,\n" + line + "\n"))
                .isInstanceOf(BadRateFileException.class)
                .hasMessageContaining("line 3: ")
                .hasMessageContaining(reason);
        assertThat(topic.published()).isEmpty();
    }

    @Test
    void everyBadLineIsNamedAlsoAfterEmptyOnes() {
        assertThatThrownBy(
                        () -> publish("base,quote,rate,source\n\nBTC,EUR,0,\n\nETH,EUR,1,\"quo\nted\"\nUSD,EUR,x,\n"))
                .isInstanceOf(BadRateFileException.class)
                .hasMessageContaining("line 3: BTC/EUR")
                .hasMessageContaining("line 5: is not CSV")
                .hasMessageContaining("line 6: has 1 values")
                .hasMessageContaining("line 7: rate must");
    }

    @Test
    void longListsOfBadLinesAreCut() {
        assertThatThrownBy(() -> publish("base,quote,rate\n" + "BTC,EUR,0\n".repeat(25)))
                .hasMessageContaining("line 21: ")
                .hasMessageContaining("... and 5 more")
                .message()
                .doesNotContain("line 22: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "BTC,EUR,1\n",
                "base,quote\nBTC,EUR\n",
                "base,quote,rate,rate\nBTC,EUR,1,1\n",
                "base,quote,rate,price\nBTC,EUR,1,1\n",
                "base;quote;rate\nBTC;EUR;1\n"
            })
    void theHeaderMustBeThere(String text) {
        assertThatThrownBy(() -> publish(text))
                .isInstanceOf(BadRateFileException.class)
                .hasMessageContaining("the header must be base,quote,rate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base,quote,rate", "base,quote,rate\n\n"})
    void aHeaderAloneIsSaidToHoldNoRates(String text) {
        assertThatThrownBy(() -> publish(text))
                .isInstanceOf(BadRateFileException.class)
                .hasMessageContaining("no rates in the file");
    }

    @Test
    void whatIsNoTextOrNotThereIsSaidSo() throws Exception {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "base,quote,rate,source\nBTC,EUR,1,Zoë\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> RateFile.read(file, Clock.systemUTC())).hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> RateFile.read(folder.resolve("none.csv"), Clock.systemUTC()))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> RateFile.read(folder, Clock.systemUTC())).isInstanceOf(BadRateFileException.class);
    }

    @Test
    void aFileHasNoMoreThanSixteenMebibytes() throws Exception {
        String header = "base,quote,rate\nBTC,EUR,1\n";
        Path file = folder.resolve("full.csv");
        Files.writeString(file, header + "\n".repeat((16 << 20) - header.length()));
        assertThat(RateFile.read(file, Clock.systemUTC()).publish(topic.topic()).published())
                .hasSize(1);

        Files.writeString(file, "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> RateFile.read(file, Clock.systemUTC())).hasMessageContaining("larger than 16 MiB");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatHasNoSizeIsNotReadWithoutEnd() {
        assertThatThrownBy(() -> RateFile.read(Path.of("/dev/zero"), Clock.systemUTC()))
                .isInstanceOf(BadRateFileException.class)
                .hasMessageContaining("larger than 16 MiB");
    }

    @Test
    void aPersonMayPublishAnyChange() throws Exception {
        topic.with(new Rate(CurrencyPair.of("BTC", "EUR"), BigDecimal.ONE, "x", NOW.minusSeconds(60)));

        publish("base,quote,rate\nBTC,EUR,61234.50\n");

        assertThat(topic.publishedValues()).containsExactly("BTC/EUR 61234.50");
    }

    @Test
    void theSameFileAgainChangesNothing() throws Exception {
        String text = "base,quote,rate,at\nBTC,EUR,1.10,2026-11-23T07:00:00Z\n";
        publish(text);

        Publication again = publish(text);

        assertThat(again.published()).isEmpty();
        assertThat(again.known()).hasSize(1);
        assertThat(topic.published()).hasSize(1);
    }

    private Publication publish(String text) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("rates.csv"), text);
        return RateFile.read(file, Clock.fixed(NOW, ZoneOffset.UTC)).publish(topic.topic());
    }
}
