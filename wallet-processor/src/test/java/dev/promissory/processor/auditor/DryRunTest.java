package dev.promissory.processor.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dry run says what the command would be answered and changes nothing: every command of these histories is asked dry
 * first, the bytes of every row compared before and after, and then the real answer with what the dry run said.
 */
class DryRunTest {

    @TempDir
    Path folder;

    @Test
    void itSaysWhatTheRealAnswerWillBeAndChangesNoByte() {
        Tally tally = new Histories(300, folder).run(true);

        assertThat(tally.count("dry runs that came true"))
                .isEqualTo(tally.count("commands"))
                .isPositive();
    }
}
