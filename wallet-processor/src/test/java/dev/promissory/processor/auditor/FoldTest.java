package dev.promissory.processor.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fold works out from the topics is what the stewards remember, byte for byte, at any time of any history. */
class FoldTest {

    private static final int HISTORIES = 200;

    @TempDir
    Path folder;

    @Test
    void itKnowsWhatTheStewardsRemember() {
        Tally tally = new Histories(HISTORIES, folder)
                .run(
                        false,
                        stewards -> assertThat(stewards.differencesFromFold(scratch(), false))
                                .as("differences")
                                .isEmpty());

        assertThat(tally.events()).contains("crashes", "copied messages", "forged messages", "replayed answers");
    }

    private Path scratch() {
        try {
            return Files.createTempDirectory(folder, "fold");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
