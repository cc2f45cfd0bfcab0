package dev.promissory.rates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.Rate;
import dev.promissory.rates.Quotation.Readable;
import dev.promissory.rates.Quotation.Refused;
import dev.promissory.rates.Sieve.Sifted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SieveTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final CurrencyPair PAIR = CurrencyPair.of("BTC", "EUR");

    @Test
    void aFirstRateIsPublishedWhateverItIs() {
        assertThat(sift(Optional.empty(), rate("0.0001", NOW)).fresh()).containsExactly(rate("0.0001", NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 150, true",
        "100, 150.000000000000000000000000000000001, false",
        "100, 50, true",
        "100, 49.99, false",
        "3, 4.5, true",
        "3, 4.51, false",
        "100, 100000, false"
    })
    void aRateMayDifferByHalfOfThePublishedOneAndNoMore(String before, String now, boolean believed) {
        Sifted sifted = sift(Optional.of(rate(before, NOW.minusSeconds(1))), rate(now, NOW));

        assertThat(sifted.fresh()).hasSize(believed ? 1 : 0);
        assertThat(reasons(sifted)).isEqualTo(believed ? List.of() : List.of(Refusal.HELD_BACK));
    }

    @Test
    void withoutABoundAnyChangeIsBelieved() {
        Sifted sifted = new Sieve(Sieve.ANY_CHANGE)
                .sift(
                        List.of(new Readable("line 2", rate("100000", NOW))),
                        any -> Optional.of(rate("1", NOW.minusSeconds(1))),
                        10,
                        NOW);

        assertThat(sifted.fresh()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T08:05:00Z, true", "2026-11-23T08:05:00.001Z, false", "9999-01-01T00:00:00Z, false"})
    void aRateMayBeFiveMinutesAheadAndNoMore(Instant at, boolean believed) {
        Sifted sifted = sift(Optional.empty(), rate("1", at));

        assertThat(sifted.fresh()).hasSize(believed ? 1 : 0);
        assertThat(reasons(sifted)).isEqualTo(believed ? List.of() : List.of(Refusal.FROM_THE_FUTURE));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T07:59:59.999Z, false", "2026-11-23T08:00:00Z, true", "2026-11-23T08:00:00.001Z, true"})
    void aRateIsNotOlderThanThePublishedOne(Instant at, boolean believed) {
        Sifted sifted = sift(Optional.of(rate("1.0", NOW)), rate("1.1", at));

        assertThat(sifted.fresh()).hasSize(believed ? 1 : 0);
        assertThat(reasons(sifted)).isEqualTo(believed ? List.of() : List.of(Refusal.OUTDATED));
    }

    @Test
    void theSameValueIsPublishedAgainWithANewTimeAndOnlyThen() {
        Rate published = rate("1.10", NOW.minusSeconds(1));

        assertThat(sift(Optional.of(published), rate("1.1", NOW)).fresh()).hasSize(1);
        Sifted again = sift(Optional.of(published), rate("1.1", NOW.minusSeconds(1)));
        assertThat(again.fresh()).isEmpty();
        assertThat(again.known()).hasSize(1);
    }

    @Test
    void aPublishedRateFromTheFutureIsNoMeasure() {
        Rate ahead = rate("1000000", NOW.plusSeconds(3_600));

        assertThat(sift(Optional.of(ahead), rate("1", NOW)).fresh()).containsExactly(rate("1", NOW));
    }

    @Test
    void aPairThatIsSaidTwiceMustBeSaidTheSame() {
        assertThat(sift(Optional.empty(), rate("1.0", NOW), rate("1.00", NOW)).fresh())
                .hasSize(1);
        Sifted sifted = sift(Optional.empty(), rate("1", NOW), rate("2", NOW));
        assertThat(sifted.fresh()).isEmpty();
        assertThat(sifted.refused())
                .extracting(Refused::toString)
                .containsExactly("entry 2: BTC/EUR is 2 here and 1 at entry 1 (contradictory)");
    }

    @Test
    void thereIsRoomForSoManyNewPairsAndAlwaysForKnownOnes() {
        List<Quotation> said = new java.util.ArrayList<>();
        for (String base : List.of("AA", "BB", "CC", "OLD", "DD")) {
            CurrencyPair pair = CurrencyPair.of(base, "EUR");
            said.add(new Readable("entry " + base, new Rate(pair, BigDecimal.ONE, "x", NOW)));
        }
        Rate old = new Rate(CurrencyPair.of("OLD", "EUR"), BigDecimal.ONE, "x", NOW.minusSeconds(1));

        Sifted sifted = new Sieve(Sieve.ANY_CHANGE)
                .sift(said, pair -> Optional.of(old).filter(rate -> rate.pair().equals(pair)), 2, NOW);

        assertThat(sifted.fresh()).extracting(rate -> rate.pair().base().code()).containsExactly("AA", "BB", "OLD");
        assertThat(sifted.refused())
                .extracting(Refused::toString)
                .containsExactly(
                        "entry CC: CC/EUR is new, and there are 10000 pairs already (too-many)",
                        "entry DD: DD/EUR is new, and there are 10000 pairs already (too-many)");
    }

    private static Sifted sift(Optional<Rate> published, Rate... said) {
        List<Quotation> quotations = new java.util.ArrayList<>();
        for (Rate rate : said) {
            quotations.add(new Readable("entry " + (quotations.size() + 1), rate));
        }
        return new Sieve(new BigDecimal("0.5")).sift(quotations, any -> published, 10, NOW);
    }

    private static List<Refusal> reasons(Sifted sifted) {
        return sifted.refused().stream().map(Refused::why).toList();
    }

    private static Rate rate(String value, Instant at) {
        return new Rate(PAIR, new BigDecimal(value), "x", at);
    }
}
