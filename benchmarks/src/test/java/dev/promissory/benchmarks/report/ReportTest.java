package dev.promissory.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.benchmarks.load.Ending;
import dev.promissory.benchmarks.load.Recorder;
import dev.promissory.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Report report = new Report("transfers", Map.of("connections", 64));

    @Test
    void theDocumentSaysWhatWasMeasuredHowAndOnWhat() {
        Recorder recorder = new Recorder();
        recorder.record(System.nanoTime(), Map.of(Ending.GOOD, 1L));
        recorder.record(System.nanoTime(), Map.of(Ending.UNKNOWN, 2L));
        report.add(Measured.of("transfers", recorder.result()));
        report.figure("stewards / bare", 0.75);

        JsonNode document = read();

        assertThat(document.path("benchmark").asText()).isEqualTo("transfers");
        assertThat(document.path("settings").path("connections").asInt()).isEqualTo(64);
        assertThat(document.path("machine").fieldNames())
                .toIterable()
                .contains("processors", "memoryBytes", "heapBytes", "jdk", "system");
        assertThat(document.path("figures").path("stewards / bare").asDouble()).isEqualTo(0.75);
        JsonNode measured = document.path("measured").path(0);
        assertThat(measured.path("name").asText()).isEqualTo("transfers");
        assertThat(measured.path("count").asInt()).isEqualTo(1);
        assertThat(measured.path("failed").toString()).isEqualTo("{\"unknown\":2}");
        assertThat(measured.path("latencyMs").fieldNames())
                .toIterable()
                .containsExactly("p50", "p90", "p99", "p99.9", "max", "mean");
        assertThat(report.isWithoutFailure()).isFalse();
    }

    @Test
    void whatHasNoSingleRequestsHasNoLatencies() {
        report.add(Measured.rate("stewards transfers", 28_000, 2));

        assertThat(read().path("measured").path(0).fieldNames())
                .toIterable()
                .containsExactly("name", "count", "seconds", "perSecond");
        assertThat(report.lines()).contains("stewards transfers: 28,000 in 2.0 s = 14,000/s");
    }

    @Test
    void peopleReadHowManyFailedAndHow() {
        Recorder recorder = new Recorder();
        recorder.record(System.nanoTime(), Map.of(Ending.NOT_ACCEPTED, 3L));
        recorder.record(System.nanoTime(), Map.of(Ending.CONNECTION_REFUSED, 1L));

        assertThat(Measured.of("deposits", recorder.result()).text())
                .endsWith("; 4 failed: 3 not accepted (429, 503), 1 connection refused");
    }

    private JsonNode read() {
        return Json.readObject(report.document().getBytes(StandardCharsets.UTF_8));
    }
}
