package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.processor.ProcessorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StewardOptionsTest {

    private static final int DEFAULT_THREADS = 1;

    @Test
    void commitsAsSoonAsItCanUnlessToldToRest() {
        assertThat(settings(Map.of()).commitPause()).isZero();
        assertThat(settings(Map.of(), "--commit-pause", "PT0.025S").commitPause())
                .isEqualTo(Duration.ofMillis(25));
        assertThat(settings(Map.of("PROMISSORY_COMMIT_PAUSE", "PT0.1S")).commitPause())
                .isEqualTo(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT0.101S", "PT1M"})
    void refusesAPauseThatIsNegativeOrLongerThanWorkMayWait(String pause) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(), "--commit-pause", pause))
                .withMessage("commit-pause must be from PT0S to PT0.1S: " + pause);
    }

    @Test
    void hasAsManyThreadsAsItsCommandHasUnlessToldOtherwise() {
        assertThat(settings(Map.of()).streamThreads()).isEqualTo(DEFAULT_THREADS);
        assertThat(settings(Map.of(), "--steward-threads", "3").streamThreads()).isEqualTo(3);
        assertThat(settings(Map.of("PROMISSORY_STEWARD_THREADS", "4")).streamThreads())
                .isEqualTo(4);
    }

    private static ProcessorSettings settings(Map<String, String> environment, String... arguments) {
        StewardOptions options = new StewardOptions();
        new CommandLine(new Parsed(options))
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .parseArgs(arguments);
        Path folder = Path.of("nowhere");
        return options.settings(
                new KafkaConnection("nowhere:1", Map.of()),
                new KafkaOptions(),
                4,
                DEFAULT_THREADS,
                folder,
                folder.resolve("key"),
                false);
    }

    /** A command that has these options and no others. */
    @CommandLine.Command
    private record Parsed(@CommandLine.Mixin StewardOptions options) {}
}
