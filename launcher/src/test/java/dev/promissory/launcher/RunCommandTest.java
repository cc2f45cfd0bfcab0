package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "64, 2"})
    void stewardsHaveOneThreadForEachPairOfProcessorsAndTwoAtMost(int processors, int threads) {
        assertThat(RunCommand.stewardThreads(processors)).isEqualTo(threads);
    }
}
