package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.kit.ProblemException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final AtomicLong looks = new AtomicLong();

    @Test
    void whoAsksForNoSequenceTakesWhatThereIs() {
        assertThat(see(Duration.ofSeconds(5), OptionalLong.empty())).isEqualTo(1);
    }

    @Test
    void itLooksUntilTheSequenceIsThere() {
        assertThat(see(Duration.ofHours(1), OptionalLong.of(4))).isEqualTo(4);
    }

    @Test
    void itLooksOnceAndGivesUpWhenThereIsNoTime() {
        assertThatThrownBy(() -> see(Duration.ZERO, OptionalLong.of(2))).isInstanceOf(ProblemException.class);
        assertThat(looks).hasValue(1);
    }

    @Test
    void itLooksOftenAtFirstAndThenEverMoreSeldom() {
        assertThat(Patience.pause(Duration.ZERO)).isEqualTo(Duration.ofMillis(5));
        assertThat(Patience.pause(Duration.ofMillis(50))).isEqualTo(Duration.ofMillis(5));
        assertThat(Patience.pause(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(20));
        assertThat(Patience.pause(Duration.ofSeconds(5))).isEqualTo(Duration.ofMillis(50));
    }

    /** Each look sees one more. */
    private long see(Duration longest, OptionalLong minSequence) {
        return new Patience(longest)
                .see(looks::incrementAndGet, seen -> seen, minSequence, () -> ViewProblems.behind("it", 2));
    }
}
