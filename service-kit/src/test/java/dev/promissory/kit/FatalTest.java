package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FatalTest {

    private final Fatal fatal = new Fatal();

    @Test
    void nothingIsReportedWhileAllIsWell() {
        assertThat(fatal.future()).isNotDone();
    }

    @Test
    void theFirstReportWins() {
        CompletableFuture<Fatal.Report> waiting = fatal.future();
        IllegalStateException cause = new IllegalStateException("the disk is gone");

        fatal.report("processor", cause);
        fatal.report("views", new IllegalStateException("the processor is gone"));

        assertThat(waiting).isCompletedWithValue(new Fatal.Report("processor", cause));
        assertThat(fatal.future()).isCompletedWithValue(new Fatal.Report("processor", cause));
    }

    @Test
    void nobodyCompletesTheFutureOfAnother() {
        fatal.future().cancel(true);

        assertThat(fatal.future()).isNotDone();
    }
}
