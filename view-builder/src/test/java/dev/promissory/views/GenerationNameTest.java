package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GenerationNameTest {

    private final String first = new GenerationName(0).applicationId();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 123_456_789})
    void isFoundByWhatItIsCalled(int number) {
        GenerationName name = new GenerationName(number);

        assertThat(GenerationName.ofApplicationId(name.applicationId())).contains(name);
        assertThat(name.changelogs())
                .hasSize(5)
                .allSatisfy(
                        topic -> assertThat(GenerationName.ofChangelog(topic)).contains(name));
    }

    /** What is found is removed: so nothing else may be taken for it. */
    @Test
    void nothingElseIsTakenForOne() {
        for (String name : new String[] {
            first + "-g0",
            first + "-g01",
            first + "-g",
            first + "-gx",
            first + "-g1-g2",
            first + "-g1234567890",
            first + "0",
            "promissory-views",
            "promissory-processor",
            "x" + first
        }) {
            assertThat(GenerationName.ofApplicationId(name)).as(name).isEmpty();
        }
        for (String topic : new String[] {
            first,
            first + "-changelog",
            first + "-wallets",
            first + "-orders-changelog",
            first + "-g0-wallets-changelog",
            "promissory-processor-wallets-changelog",
            "x-" + first + "-wallets-changelog",
            "wallet.facts"
        }) {
            assertThat(GenerationName.ofChangelog(topic)).as(topic).isEmpty();
        }
    }
}
