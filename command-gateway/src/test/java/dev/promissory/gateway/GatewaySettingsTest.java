package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.kit.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {

    @Test
    void refusesNumbersThatMakeNoSense() {
        assertThat(settings(Duration.ofNanos(1), 1).maxInFlight()).isEqualTo(1);
        assertThatThrownBy(() -> settings(Duration.ZERO, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("answer-timeout");
        assertThatThrownBy(() -> settings(Duration.ofSeconds(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max-in-flight");
    }

    private static GatewaySettings settings(Duration answerTimeout, int maxInFlight) {
        return new GatewaySettings(
                new KafkaConnection("localhost:9092", Map.of()),
                answerTimeout,
                maxInFlight,
                new ViewsAddress.Nowhere(),
                OptionalInt.empty(),
                4);
    }
}
