package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How far a part is, and how long the rest takes. */
class ProgressPartTest {

    private static final long SECOND = 1_000_000_000L;

    private final ProgressPart part = new ProgressPart("facts", 20_000, 0);

    @Test
    void theTimeLeftGoesByTheWayAndTheRateByWhatIsCounted() {
        part.advance(1_000, 2_000);

        assertThat(part.share()).isEqualTo(0.1);
        assertThat(part.line(SECOND)).isEqualTo("1,000 facts, 1,000/s, 0:09 left");
    }

    @Test
    void onlyTheLastSecondsCount() {
        for (int second = 1; second <= 10; second++) {
            part.advance(1_000, 1_000);
            part.line(second * SECOND);
        }
        for (int second = 11; second <= 30; second++) {
            part.advance(100, 100);
            part.line(second * SECOND);
        }

        assertThat(part.line(30 * SECOND)).isEqualTo("12,000 facts, 100/s, 1:20 left");
    }

    @Test
    void withoutAPaceNobodyKnowsWhenItEnds() {
        assertThat(part.line(SECOND)).isEqualTo("0 facts, 0/s");
    }

    @Test
    void whatComesMeanwhileIsDealtWithToo() {
        part.advance(30_000, 30_000);

        assertThat(part.share()).isEqualTo(1);
        assertThat(part.line(SECOND)).endsWith("0:00 left");
    }

    @Test
    void theTotalIsOverAll() {
        part.advance(20_000, 20_000);

        assertThat(part.total(4 * SECOND)).isEqualTo("20,000 facts in 4.0 s, 5,000/s");
    }
}
