package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void isMadeWithItsParentsWhenMissing() {
        Path folder = temporary.resolve("deep/down/data");
        try (DataFolder data = DataFolder.open(folder)) {
            assertThat(data.root()).isEqualTo(folder).isDirectory();
        }
    }

    @Test
    void givesEachPartItsOwnPlaceBelowIt() {
        try (DataFolder data = DataFolder.open(temporary)) {
            assertThat(data.kafka()).isEqualTo(temporary.resolve("kafka"));
            assertThat(data.processorState()).isEqualTo(temporary.resolve("streams-processor"));
            assertThat(data.viewsState()).isEqualTo(temporary.resolve("streams-views"));
            assertThat(data.signingKey()).isEqualTo(temporary.resolve("signing.key"));
            assertThat(data.logs()).isEqualTo(temporary.resolve("logs"));
        }
    }

    @Test
    void belongsToOneAtATime() {
        try (DataFolder first = DataFolder.open(temporary)) {
            assertThatThrownBy(() -> DataFolder.open(temporary))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage(
                            "the data folder %s is in use by another process; stop that one or choose another"
                                    + " with --data",
                            first.root());
        }
        try (DataFolder second = DataFolder.open(temporary)) {
            assertThat(second.root()).isDirectory();
        }
    }

    @Test
    void aFileInItsPlaceIsNamed() throws Exception {
        Path file = Files.writeString(temporary.resolve("data"), "not a folder");
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("cannot use the data folder " + file);
    }
}
