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
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(20)) >= 0);
    }

    @Test
    void theLongestWaitsDoNotEndTogether() {
        assertThat(IntStream.rangeClosed(9, 200)
                        .mapToObj(attempt -> backOff.after(attempt, Optional.empty()))
                        .distinct()
                        .count())
                .isGreaterThan(150);
    }

    @Test
    void whatTheEndpointAsksForIsHonouredUpToAMinute() {
        assertThat(backOff.after(1, Optional.of(Duration.ofSeconds(17))))
                .isBetween(Duration.ofSeconds(17), Duration.ofMillis(17_375));
        assertThat(backOff.after(1, Optional.of(Duration.ofDays(17))))
                .isBetween(Duration.ofSeconds(60), Duration.ofMillis(60_375));
    }

    @Test
    void manyWhoAreAskedForTheSameDoNotComeBackTogether() {
        assertThat(IntStream.range(0, 200)
                        .mapToObj(time -> backOff.after(4, Optional.of(Duration.ofSeconds(17))))
                        .distinct()
                        .count())
                .isGreaterThan(20);
    }

    @Test
    void anEndpointCannotAskForMoreAttemptsThanThereWouldBe() {
        assertThat(backOff.after(4, Optional.of(Duration.ZERO))).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }
}
