package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.gateway.Reply.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(registry);

    private record Give() {}

    private record Take() {}

    @Test
    void commandsAreTimedByTypeAndAnswer() {
        settled(new Give(), new Reply.Answered<>("yes"), 2);
        settled(new Give(), new Reply.Answered<>("yes"), 3);
        settled(new Give(), new Reply.Answered<>("no"), 1);
        settled(new Take(), new Reply.Answered<>("yes"), 1);
        settled(new Take(), new Reply.Unknown<>(), 5);
        settled(new Take(), new Reply.Recorded<>(), 1);
        settled(new Take(), new Reply.NotAccepted<>(Refusal.values()[0]), 1);

        assertThat(times("Give", "accepted")).isEqualTo(2);
        assertThat(registry.get("gateway.commands")
                        .tags("type", "Give", "answer", "accepted")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(5);
        assertThat(times("Give", "rejected")).isEqualTo(1);
        assertThat(times("Take", "accepted")).isEqualTo(1);
        assertThat(times("Take", "unknown")).isEqualTo(1);
        assertThat(times("Take", "recorded")).isEqualTo(1);
        assertThat(times("Take", "not-accepted")).isEqualTo(1);
    }

    private void settled(Object command, Reply<String> reply, long ms) {
        metrics.settled(command, reply, "yes"::equals, Duration.ofMillis(ms).toNanos());
    }

    private long times(String type, String answer) {
        return registry.get("gateway.commands")
                .tags("type", type, "answer", answer)
                .timer()
                .count();
    }
}
