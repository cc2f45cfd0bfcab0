package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private final BackOff backOff = BackOff.from(Duration.ofMillis(500));

    @Test
    void eachWaitIsTwiceTheOneBeforeGiveOrTakeHalf() {
        for (int attempt = 1; attempt <= 6; attempt++) {
            long middle = 500L << (attempt - 1);
            int number = attempt;
            assertThat(IntStream.range(0, 200)
                            .mapToObj(time ->
                                    backOff.after(number, Optional.empty()).toMillis()))
                    .allMatch(wait -> wait >= middle / 2 && wait <= middle + middle / 2)
                    .as("not always the same")
                    .anyMatch(wait -> wait != middle);
        }
    }

    @Test
    void noWaitIsLongerThanAMinuteHoweverOftenItFailed() {
        assertThat(IntStream.rangeClosed(9, 1_000).mapToObj(attempt -> backOff.after(attempt, Optional.empty())))
                .allMatch(wait -> wait.compareTo(BackOff.LONGEST) <= 0)
                .allMatch(Duration::isPositive);
    }

    @Test
    void whatTheEndpointAsksForIsHonouredUpToAMinute() {
        assertThat(backOff.after(1, Optional.of(Duration.ofSeconds(17)))).isEqualTo(Duration.ofSeconds(17));
        assertThat(backOff.after(1, Optional.of(Duration.ofDays(17)))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void anEndpointCannotAskForMoreAttemptsThanThereWouldBe() {
        assertThat(backOff.after(4, Optional.of(Duration.ZERO))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }
}
