package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Money;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.audit.AuditReport.Compared;
import dev.promissory.operations.audit.AuditReport.Promises;
import dev.promissory.operations.audit.Conservation.Books;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The two forms of a report, word by word: people read the one, programs the other. */
class ReportTest {

    private static final Difference FORGED = new Difference(
            Where.FACTS, "forged", Optional.of(new WalletId("alice")), 7, "the record at wallet.facts-0@9 is odd");
    private static final Difference MISSING =
            new Difference(Where.VIEWS, "missing-topic", Optional.empty(), 0, "there is no topic t");

    @Test
    void theTextOfAnAgreement() {
        assertThat(ReportText.of(report(List.of())))
                .containsExactly(
                        "facts         1,200 records of 40 wallets, 1 of them copies; macs checked",
                        "stewards      50 rows are as the facts make them",
                        "views         160 rows are as the facts make them; 3 lack facts that came during the audit",
                        "outcomes      900 answers remembered",
                        "conservation  12.50 EUR deposited - 2.50 withdrawn = 9.00 in wallets + 1.00 in flight",
                        "promises      20 made, 2 pending, 1 of them stuck",
                        "4 rows of the stewards' memory changed each time they were looked at, and were not compared.",
                        "Read in 0.5 s, 2,400 facts/s; the whole took 2.0 s.",
                        "All that could be compared agrees.");
    }

    @Test
    void theTextOfDifferences() {
        assertThat(ReportText.of(report(List.of(FORGED, MISSING))))
                .endsWith(
                        "2 differences:",
                        "  facts        forged        alice#7          the record at wallet.facts-0@9 is odd",
                        "  views        missing-topic                  there is no topic t");
    }

    @Test
    void theDocument() {
        assertThat(ReportJson.of(report(List.of(FORGED, MISSING))))
                .isEqualTo("{\"v\":1,\"agrees\":false,\"tookMs\":2000,\"factsPerSecond\":2400,\"macsChecked\":true,"
                        + "\"facts\":1200,\"copies\":1,\"wallets\":40,\"stewards\":{\"agreeing\":50,\"behind\":0},"
                        + "\"viewsFound\":true,\"views\":{\"agreeing\":160,\"behind\":3},\"moving\":4,\"answers\":900,"
                        + "\"promises\":{\"made\":20,\"pending\":2,\"stuck\":1},"
                        + "\"currencies\":[{\"currency\":\"EUR\",\"deposited\":\"12.50\",\"withdrawn\":\"2.50\","
                        + "\"inFlight\":\"1.00\",\"balances\":\"9.00\",\"conserved\":true}],\"differences\":2,"
                        + "\"listed\":[{\"where\":\"facts\",\"what\":\"forged\",\"walletId\":\"alice\",\"sequence\":7,"
                        + "\"detail\":\"the record at wallet.facts-0@9 is odd\"},"
                        + "{\"where\":\"views\",\"what\":\"missing-topic\",\"walletId\":null,\"sequence\":null,"
                        + "\"detail\":\"there is no topic t\"}]}");
    }

    private static AuditReport report(List<Difference> differences) {
        return new AuditReport(
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                true,
                1_200,
                1,
                40,
                List.of(new Books(euros("12.50"), euros("2.50"), euros("9.00"), euros("1.00"))),
                new Compared(50, 0),
                new Compared(160, 3),
                true,
                900,
                new Promises(20, 2, 1),
                4,
                differences.size(),
                differences);
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }
}
