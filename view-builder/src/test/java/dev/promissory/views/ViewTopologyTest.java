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
                        Optional.empty(),
                        Optional.empty(),
                        key -> 0,
                        new Positions(),
                        new Doubts(),
                        new FoldMetrics(new SimpleMeterRegistry()))
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

                          Sub-topology: 2
                            Source: mint-in (topics: [mint.facts])
                              --> mint
                            Processor: mint (stores: [mint])
                              --> none
                              <-- mint-in

                          Sub-topology: 3 for global store (will not generate tasks)
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

    @Test
    void everyRecordOfTheMintIsCountedAndNoneStopsTheStream() {
        MintPen pen = new MintPen();
        try (Views views = new Views(folder, 1)) {
            SealedFact first = pen.issue("EUR", "1.00");
            pen.issueKept("EUR", "1.00");
            views.writeMint(
                    first,
                    first,
                    pen.issue("EUR", "1.00"),
                    first.withValue("garbage"),
                    first.withKey("?"),
                    new SealedFact("EUR", null, first.seal(), first.at()));

            assertThat(views.countedOfMint("folded")).isEqualTo(1);
            assertThat(views.countedOfMint("redelivered")).isEqualTo(1);
            assertThat(views.countedOfMint("gap")).isEqualTo(1);
            assertThat(views.countedOfMint("forged")).isEqualTo(2);
            assertThat(views.countedOfMint("stray")).isEqualTo(1);
            assertThat(views.counted("folded")).isZero();
        }
    }
}
