package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the form, a time is what the JDK says it is. */
final class TimeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T08:00:00.000Z",
                "1970-01-01T00:00:00.000Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z",
                "2024-02-29T12:30:15.123Z",
                "2026-11-23T24:00:00.000Z",
                "2026-06-30T23:59:60.000Z",
                "2026-11-23T08:00:00Z",
                "2026-11-23T08:00:00.123456789Z",
                "2026-11-23T09:00:00.000+01:00",
                "+12026-11-23T08:00:00.000Z"
            })
    void readLikeTheJdkDoes(String text) {
        assertThat(TimeText.read(text))
                .isEqualTo(Instant.ofEpochMilli(Instant.parse(text).toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-23",
                "2026-13-23T08:00:00.000Z",
                "2026-00-23T08:00:00.000Z",
                "2026-11-31T08:00:00.000Z",
                "2025-02-29T08:00:00.000Z",
                "2026-11-23T25:00:00.000Z",
                "2026-11-23T08:60:00.000Z",
                "2026-11-23T24:00:00.001Z",
                "2026-11-23 08:00:00.000Z",
                "2026-11-23T08:00:00.00/Z",
                "٢٠٢٦-11-23T08:00:00.000Z"
            })
    void noTimes(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> TimeText.read(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(20261126);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L));
            assertThat(TimeText.read(Json.time(time))).isEqualTo(time);
        }
    }
}
