package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.steward.GroupCommit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StewardTopologyTest {

    /** A renamed store or source loses its state and its offsets on the next deployment: it must not go unnoticed. */
    @Test
    void isTheApprovedDataflow() throws IOException {
        StewardRules rules = Stewards.rules(true, Duration.ofHours(24), 4);
        String described = StewardTopology.build(
                        rules,
                        new StewardMetrics(new SimpleMeterRegistry()),
                        new GroupCommit(Duration.ofMillis(100), Duration.ZERO),
                        partition -> false)
                .describe()
                .toString();
        try (InputStream approved = getClass().getResourceAsStream("/steward-topology.txt")) {
            assertThat(described).isEqualTo(new String(approved.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
