package dev.promissory.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

    @Test
    void aThreadThatReckonsWithMoneyIsFoundAmongTheRules(@TempDir Path folder) throws Exception {
        Samples samples = recorded(
                recording -> recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10)),
                folder.resolve("busy.jfr"),
                Samples::ofTime);

        assertThat(samples.kind()).isEqualTo("jdk.ExecutionSample");
        assertThat(samples.total()).isPositive();
    }

    @Test
    void whatIsAllocatedCountsInBytes(@TempDir Path folder) throws Exception {
        Samples samples = recorded(
                recording -> recording.enable("jdk.ObjectAllocationSample").with("throttle", "1000/s"),
                folder.resolve("allocation.jfr"),
                Samples::ofAllocation);

        assertThat(samples.counts().get("reckoner-#").get("rules"))
                .as("bytes, and more than there are samples")
                .isGreaterThan(50_000);
    }

    @Test
    void aRecordingWithoutSamplesIsRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("empty.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            recording.dump(file);
        }
        assertThatThrownBy(() -> Samples.ofTime(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdk.ExecutionSample");
    }

    @Test
    void theInnermostKnownMethodDecides() {
        assertThat(Area.of("org.rocksdb.RocksDB.get")).map(Area::name).contains("RocksDB: reading");
        assertThat(Area.of("org.rocksdb.ReadOptions.close")).map(Area::name).contains("RocksDB: else");
        assertThat(Area.of("org.apache.kafka.streams.state.internals.RocksDBStore.get"))
                .map(Area::name)
                .contains("Kafka Streams: stores");
        assertThat(Area.of("java.util.HashMap.get")).isEmpty();
    }

    @Test
    void threadsThatDifferByNumbersAreAlike() {
        assertThat(Samples.alike("promissory-processor-1f0e2d3c-0000-1111-2222-123456789abc-StreamThread-2"))
                .isEqualTo("promissory-processor-#-StreamThread-#");
        assertThat(Samples.alike("")).isEqualTo("unnamed");
    }

    private interface Reader {
        Samples in(Path recording) throws Exception;
    }

    /** Of a thread that calculates, recorded until a sample of that is there. */
    private static Samples recorded(Consumer<Recording> settings, Path file, Reader reader) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread busy = Thread.ofPlatform().name("reckoner-17").start(() -> reckon(enough));
        try (Recording recording = new Recording()) {
            settings.accept(recording);
            recording.start();
            boolean found = false;
            for (int i = 0; i < 100 && !found; i++) {
                Thread.sleep(100);
                recording.dump(file);
                found = isFound(file, reader);
            }
            assertThat(found).as("a sample of reckoner-17 within 10 s").isTrue();
        } finally {
            enough.set(true);
            busy.join();
        }
        return reader.in(file);
    }

    private static boolean isFound(Path file, Reader reader) throws Exception {
        try {
            return reader.in(file).counts().getOrDefault("reckoner-#", Map.of()).containsKey("rules");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void reckon(AtomicBoolean enough) {
        Money sum = Money.of("0.00", "EUR");
        Money one = Money.of("0.01", "EUR");
        while (!enough.get()) {
            sum = sum.plus(one);
        }
        assertThat(sum.isPositive()).isTrue();
    }
}
