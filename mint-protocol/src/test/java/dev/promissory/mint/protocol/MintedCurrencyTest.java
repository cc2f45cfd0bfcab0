package dev.promissory.mint.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How facts add up. Totals are written issued/issuing/given/giving. */
class MintedCurrencyTest {

    private static final Currency EUR = new Currency("EUR");
    private static final WalletId ALICE = new WalletId("alice");
    private static final PromiseId PROMISE = new PromiseId(ALICE, 9);

    private static final MintedCurrency BEFORE =
            new MintedCurrency(EUR, 6, Instant.EPOCH, totals("100/20/30/5", Optional.empty()));

    @ParameterizedTest(name = "{0}: {1}, {2} remain")
    @CsvSource({
        "IssuePromised, 101/21/30/5, 50",
        "IssueKept,     100/19/30/5, 51",
        "IssueReturned, 99/19/30/5,  50",
        "GiftPromised,  100/20/31/6, 49",
        "GiftKept,      100/20/30/4, 50",
        "GiftReturned,  100/20/29/4, 51",
        "GiftOmitted,   100/20/30/5, 50",
        "CapSet,        100/20/30/5, 50"
    })
    void oneMoves(String type, String expected, String remaining) {
        Totals after = totals(expected, type.equals("CapSet") ? Optional.of(euros("1")) : Optional.empty());
        MintFact fact = fact(type, 7, after);

        MintedCurrency evolved = BEFORE.evolve(fact);

        assertThat(evolved).isEqualTo(new MintedCurrency(EUR, 7, fact.head().at(), after));
        assertThat(evolved.totals().remaining()).isEqualTo(euros(remaining));
        assertThat(BEFORE.agrees(fact)).isTrue();
        assertThat(BEFORE.agrees(fact(type, 7, after.capped(Optional.of(euros("2"))))))
                .isFalse();
        assertThat(BEFORE.agrees(fact(type, 7, after.issuing(euros("1"))))).isFalse();
        assertThat(BEFORE.agrees(fact(type, 7, after.giving(euros("1"))))).isFalse();
    }

    @Test
    void aCapCanBeTakenAway() {
        MintFact cap = fact("CapSet", 7, BEFORE.totals().capped(Optional.of(euros("1"))));
        MintedCurrency capped = BEFORE.evolve(cap);
        MintFact none = new MintFact.CapSet(MintSamples.head("m-2", 8), Optional.empty(), BEFORE.totals());

        assertThat(capped.agrees(none)).isTrue();
        assertThat(capped.evolve(none).totals()).isEqualTo(BEFORE.totals());
    }

    @ParameterizedTest
    @CsvSource({"5", "6", "8"})
    void onlyTheNextFactFollows(long sequence) {
        MintFact fact = fact("GiftOmitted", sequence, BEFORE.totals());

        assertThat(BEFORE.agrees(fact)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BEFORE.evolve(fact))
                .withMessage("fact EUR#" + sequence + " does not follow EUR#6");
    }

    @Test
    void anotherCurrencysFactDoesNotFollow() {
        Currency dollar = new Currency("USD");
        MintFact fact = fact("GiftOmitted", 1, Totals.none(EUR));

        assertThat(MintedCurrency.unknown(EUR).agrees(fact)).isTrue();
        assertThat(MintedCurrency.unknown(dollar).agrees(fact)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MintedCurrency.unknown(dollar).evolve(fact));
    }

    @Test
    void aSumBeyondAnySumOfMoneyDisagrees() {
        Money most = euros("9".repeat(76));
        MintedCurrency full =
                new MintedCurrency(EUR, 6, Instant.EPOCH, Totals.none(EUR).issuing(most));
        MintFact fact = new MintFact.IssuePromised(MintSamples.head("m-1", 7), most, full.totals());

        assertThat(full.agrees(fact)).isFalse();
    }

    private static MintFact fact(String type, long sequence, Totals totals) {
        MintFactHead head = MintSamples.head("c-1", sequence);
        Money one = euros("1");
        return switch (type) {
            case "IssuePromised" -> new MintFact.IssuePromised(head, one, totals);
            case "IssueKept" -> new MintFact.IssueKept(head, one, totals);
            case "IssueReturned" -> new MintFact.IssueReturned(head, one, Rejection.WALLET_CLOSED, totals);
            case "GiftPromised" -> new MintFact.GiftPromised(head, one, ALICE, PROMISE, BigDecimal.ONE, totals);
            case "GiftKept" -> new MintFact.GiftKept(head, one, ALICE, totals);
            case "GiftReturned" -> new MintFact.GiftReturned(head, one, ALICE, Rejection.WALLET_CLOSED, totals);
            case "GiftOmitted" -> new MintFact.GiftOmitted(head, one, ALICE, PROMISE, totals);
            case "CapSet" -> new MintFact.CapSet(head, Optional.of(one), totals);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Totals totals(String text, Optional<Money> cap) {
        String[] parts = text.split("/");
        return new Totals(euros(parts[0]), euros(parts[1]), euros(parts[2]), euros(parts[3]), cap);
    }

    private static Money euros(String amount) {
        return MintSamples.euros(amount);
    }
}
