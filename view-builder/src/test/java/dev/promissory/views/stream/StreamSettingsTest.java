package dev.promissory.views.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1H0.001S", "P110000D", "PT9999999999999999S"})
    void aPatienceOfNothingOrWithoutEndIsRefused(String patience) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreamSettings(Duration.parse(patience), 1))
                .withMessageContaining("stream-patience");
    }

    @Test
    void anHourIsTheLongest() {
        assertThat(new StreamSettings(Duration.ofHours(1), 1).patience()).isEqualTo(Duration.ofHours(1));
    }
}
