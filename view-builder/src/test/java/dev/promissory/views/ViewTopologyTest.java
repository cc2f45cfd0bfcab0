package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ViewTopologyTest {

    @TempDir
    Path folder;

    @Test
    void theDataflow() {
        String description = ViewTopology.build(
                        Optional.empty(), key -> 0, new Positions(), new FoldMetrics(new SimpleMeterRegistry()))
                .describe()
                .toString();

        assertThat(description).isEqualToIgnoringNewLines("""
                        Topologies:
                           Sub-topology: 0
                            Source: facts-in (topics: [wallet.facts])
                              --> facts
                            Processor: facts (stores: [wallets, promises, supply])
                              --> none
                              <-- facts-in

                          Sub-topology: 1
                            Source: outcomes-in (topics: [wallet.outcomes])
                              --> outcomes
                            Processor: outcomes (stores: [outcomes])
                              --> none
                              <-- outcomes-in

                          Sub-topology: 2 for global store (will not generate tasks)
                            Source: rates-in (topics: [wallet.rates])
                              --> rates
                            Processor: rates (stores: [rates])
                              --> none
                              <-- rates-in
                        """);
    }

    @Test
    void everyRecordIsCountedAndNoneStopsTheStream() {
        Pen pen = new Pen();
        try (Views views = new Views(folder, 1)) {
            SealedFact first = pen.deposit("alice", "1.00", "EUR");
            pen.deposit("alice", "1.00", "EUR");
            views.write(
                    first,
                    first,
                    pen.deposit("alice", "1.00", "EUR"),
                    first.withValue("garbage"),
                    first.withKey("?"),
                    new SealedFact("alice", null, first.seal(), first.at()));

            assertThat(views.counted("folded")).isEqualTo(1);
            assertThat(views.counted("redelivered")).isEqualTo(1);
            assertThat(views.counted("gap")).isEqualTo(1);
            assertThat(views.counted("forged")).isEqualTo(2);
            assertThat(views.counted("stray")).isEqualTo(1);
        }
    }
}
