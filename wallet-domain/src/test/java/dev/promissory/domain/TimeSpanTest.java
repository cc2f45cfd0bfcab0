package dev.promissory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    private static final TimeSpan YEAR = TimeSpan.of(Period.ofYears(1));

    @ParameterizedTest
    @CsvSource({
        "PT30S,         PT30S,          2026-01-31T00:00:30Z",
        "PT0.5S,        PT0.5S,         2026-01-31T00:00:00.500Z",
        "PT90M,         PT1H30M,        2026-01-31T01:30:00Z",
        "P1D,           P1D,            2026-02-01T00:00:00Z",
        "P1W,           P7D,            2026-02-07T00:00:00Z",
        "P1M,           P1M,            2026-02-28T00:00:00Z",
        "P1DT12H,       P1DT12H,        2026-02-01T12:00:00Z",
        "P0Y2M3DT4H5M6S, P2M3DT4H5M6S,  2026-04-03T04:05:06Z",
        "P1Y,           P1Y,            2027-01-31T00:00:00Z"
    })
    void aDurationIsReadAndWrittenInOneForm(String text, String written, Instant end) {
        TimeSpan span = TimeSpan.parse(text).orElseThrow();
        assertThat(span).hasToString(written);
        assertThat(TimeSpan.parse(written)).contains(span);
        assertThat(span.after(Instant.parse("2026-01-31T00:00:00Z"), YEAR)).contains(end);
    }

    @Test
    void yearsMonthsAndTimeMayBeJoined() {
        assertThat(TimeSpan.parse("P1Y2M3DT4H")).contains(new TimeSpan(Period.of(1, 2, 3), Duration.ofHours(4)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "P",
                "PT",
                "T1H",
                "P1DT",
                "P1S",
                "PT1D",
                "P1D1Y",
                "P1.5D",
                "PT1.H",
                "PT1,5S",
                "PT0.0001S",
                "1D",
                "p1d",
                "pt1h",
                "P1d",
                "-P1D",
                "-PT1H",
                "-P1DT48H",
                "+P1D",
                "P-1D",
                "PT-1H",
                "P1DT-1H",
                "P1D ",
                "P1D\n",
                "P\u0661D",
                "P99999999999Y",
                "P9999999999W",
                "PT99999999999999999999H",
                "a month"
            })
    void whatIsNoDurationIsNone(String text) {
        assertThat(TimeSpan.parse(text)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "P0D", "P1YT0.001S", "P999999999Y", "P306783378W", "PT999999999999999H"})
    void whatIsNotLaterOrTooLateIsNoMoment(String text) {
        assertThat(TimeSpan.parse(text).orElseThrow().after(Instant.parse("2026-01-31T00:00:00Z"), YEAR))
                .isEmpty();
    }

    @Test
    void aYearGoesByTheCalendar() {
        Instant leapDay = Instant.parse("2028-02-29T00:00:00Z");
        assertThat(YEAR.after(leapDay, YEAR)).contains(Instant.parse("2029-02-28T00:00:00Z"));
        assertThat(TimeSpan.parse("P366D").orElseThrow().after(leapDay, YEAR)).isEmpty();
        assertThat(TimeSpan.parse("P366D").orElseThrow().after(Instant.parse("2028-01-01T00:00:00Z"), YEAR))
                .contains(Instant.parse("2029-01-01T00:00:00Z"));
    }
}
