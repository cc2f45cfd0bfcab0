package dev.promissory.processor.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.FactJson;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stewards and a second ledger that shares no code with them live through the same histories, and agree. */
class TwoLedgersTest {

    /** These take a thousand currencies, which no short history has. */
    private static final Set<String> TOO_LONG_A_STORY = Set.of("too-many-currencies", "too-many-overdraft-limits");

    @TempDir
    Path folder;

    @Test
    void theyAgreeOnEveryFactAnswerAndBalance() {
        Histories histories = new Histories(2_000, folder);

        Tally tally = histories.run(false);

        assertThat(tally.count("commands")).isPositive();
        if (histories.areMany()) {
            assertThat(tally.factTypes()).as("facts that occurred").containsAll(FactJson.types());
            assertThat(tally.codes())
                    .as("answers that occurred")
                    .contains(
                            "accepted", "command-id-reused", "malformed-command", "in JournalReturned: deadline-passed")
                    .containsAll(Complaints.ORDER)
                    .doesNotContainAnyElementsOf(TOO_LONG_A_STORY);
            assertThat(tally.events())
                    .as("what happened beside commands")
                    .contains("crashes", "copied messages", "forged messages", "malformed commands", "messages")
                    .contains("timers delivered", "rejections that changed no row", "replayed answers");
        }
    }
}
