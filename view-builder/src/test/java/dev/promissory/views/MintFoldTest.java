package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the view makes of the mint's facts, good and bad. Offsets count from 0. */
class MintFoldTest {

    private final MintPen pen = new MintPen();
    private final MapTable table = new MapTable();
    private final MintFold fold = fold(table, Optional.of(MintPen.KEY));
    private long offset;

    @Test
    void currenciesHaveWhatTheirFactsSay() {
        foldAll(
                pen.issue("EUR", "100.00"),
                pen.issueKept("EUR", "100.00"),
                pen.cap("EUR", Optional.of("1000")),
                pen.give("EUR", "0.37"),
                pen.issue("BTC", "2"),
                pen.issueReturned("BTC", "2"));

        assertThat(row("EUR").minted()).isEqualTo(pen.minted("EUR"));
        assertThat(row("EUR").minted().totals().remaining()).isEqualTo(Money.of("99.63", "EUR"));
        assertThat(row("EUR").minted().totals().cap()).contains(Money.of("1000.00", "EUR"));
        assertThat(row("BTC").minted()).isEqualTo(pen.minted("BTC"));
        assertThat(row("BTC").trust().state()).isEqualTo("verified");
    }

    @Test
    void aRedeliveredOrCopiedFactChangesNothing() {
        List<SealedFact> history =
                List.of(pen.issue("EUR", "1.00"), pen.issueKept("EUR", "1.00"), pen.give("EUR", "0.10"));
        history.forEach(this::fold);
        Map<String, String> before = table.contents();

        for (int at = 0; at < history.size(); at++) {
            assertThat(fold.fold(history.get(at).at(at))).isEqualTo(new MintVerdict.Seen());
        }
        history.forEach(copy -> assertThat(fold(copy)).isEqualTo(new MintVerdict.Seen()));

        assertThat(table.contents()).isEqualTo(before);
    }

    /** Whatever was put before a crash, reading on from an earlier offset ends the same. */
    @Test
    void theTableCutAtEveryPointAndEveryRedelivery() {
        List<SealedFact> history = new ArrayList<>(List.of(pen.issue("EUR", "5.00"), pen.lie("EUR", "1.00")));
        history.add(pen.issueKept("EUR", "5.00"));
        history.add(pen.another("EUR", "1.00"));
        history.add(pen.give("EUR", "0.10"));
        pen.give("EUR", "0.10");
        history.add(pen.give("EUR", "0.10"));
        history.add(pen.issue("BTC", "1").withValue("garbage"));
        List<Integer> puts = new ArrayList<>(List.of(0));
        for (SealedFact fact : history) {
            fold(fact);
            puts.add(table.puts().size());
        }

        for (int cut = 0; cut <= table.puts().size(); cut++) {
            for (int from = 0; from < history.size() && puts.get(from) <= cut; from++) {
                MapTable kept = new MapTable();
                table.puts().subList(0, cut).forEach(put -> kept.put(put.key(), put.row()));
                MintFold again = fold(kept, Optional.of(MintPen.KEY));
                for (int at = from; at < history.size(); at++) {
                    again.fold(history.get(at).at(at));
                }
                assertThat(kept.contents())
                        .as("%d puts kept, read from %d", cut, from)
                        .isEqualTo(table.contents());
            }
        }
    }

    @Test
    void aGapKeepsTheLastStateAndHeals() {
        SealedFact first = pen.issue("EUR", "1.00");
        SealedFact missing = pen.issueKept("EUR", "1.00");
        SealedFact third = pen.give("EUR", "0.10");
        foldAll(first, third);

        assertThat(row("EUR").minted().sequence()).isEqualTo(1);
        assertThat(row("EUR").trust().doubt()).contains(new Trust.Doubt(Trust.Kind.GAP, 2, Pen.START.plusSeconds(3)));

        foldAll(missing, third);

        assertThat(row("EUR").minted()).isEqualTo(pen.minted("EUR"));
        assertThat(row("EUR").trust().state()).isEqualTo("verified");
    }

    @Test
    void whatTheMintDidNotSignIsForged() {
        foldAll(pen.issue("EUR", "1.00"), MintPen.signedByAnother(pen.another("EUR", "7.00")));

        assertForgedAndHeals();
    }

    @Test
    void whatDoesNotAddUpIsForged() {
        foldAll(pen.issue("EUR", "1.00"), pen.lie("EUR", "7.00"));

        assertForgedAndHeals();
    }

    @Test
    void whatDoesNotFollowTheLastFactIsForged() {
        foldAll(pen.issue("EUR", "1.00"));
        MintPen other = new MintPen();
        other.issue("EUR", "2.00");
        fold(other.issueKept("EUR", "2.00"));

        assertForgedAndHeals();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "{}",
                "{\"v\":2}",
                "{\"v\":1,\"type\":\"IssuePromised\",\"currency\":\"EUR\",\"sequence\":2}"
            })
    void garbageUnderACurrencysKeyIsForged(String garbage) {
        SealedFact first = pen.issue("EUR", "1.00");
        foldAll(first, first.withValue(garbage));

        assertForgedAndHeals();
    }

    @Test
    void aFactThatANewerMintSealedStopsTheView() {
        SealedFact first = pen.issue("EUR", "1.00");
        SealedFact newer = pen.ofTheNextVersion("EUR");
        foldAll(first, MintPen.signedByAnother(newer));
        assertThat(row("EUR").trust().state()).isEqualTo("forged");

        assertThatThrownBy(() -> fold(newer))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageStartingWith("the fact of EUR at mint.facts-0@2 is newer than this service: v is 2");
    }

    @Test
    void aTimeBeyondTheCalendarIsForged() {
        foldAll(pen.issue("EUR", "1.00"), pen.anotherAt("EUR", "1.00", Instant.parse("+10000-01-01T00:00:00Z")));

        assertForgedAndHeals();
    }

    @Test
    void aFactUnderAnotherCurrencysKeyIsForged() {
        foldAll(pen.issue("EUR", "1.00"), pen.issue("BTC", "1").withKey("EUR"));

        assertForgedAndHeals();
    }

    @Test
    void whatHasNoCurrencysKeyOrIsElsewhereIsOnNoCurrency() {
        SealedFact fact = pen.issue("EUR", "1.00");

        assertThat(fold(fact.withKey("eur"))).isEqualTo(new MintVerdict.Stray());
        assertThat(fold(fact.withKey(""))).isEqualTo(new MintVerdict.Stray());
        FactRecord keyless = new FactRecord(0, 3, fact.at(), null, fact.value(), fact.headers());
        assertThat(fold.fold(keyless)).isEqualTo(new MintVerdict.Stray());
        FactRecord elsewhere = new FactRecord(1, 4, fact.at(), fact.keyBytes(), fact.value(), fact.headers());
        assertThat(fold.fold(elsewhere)).isEqualTo(new MintVerdict.Stray());
        assertThat(table.contents()).isEmpty();
    }

    @Test
    void aFactWithoutAValueIsForged() {
        SealedFact first = pen.issue("EUR", "1.00");
        foldAll(first, new SealedFact("EUR", null, first.seal(), first.at()));

        assertForgedAndHeals();
    }

    @Test
    void twoFactsWithOneSequenceAreAForkForGood() {
        SealedFact first = pen.issue("EUR", "1.00");
        SealedFact forked = pen.another("EUR", "9.00");
        foldAll(first, pen.issueKept("EUR", "1.00"), pen.give("EUR", "0.10"), forked);

        assertThat(row("EUR").trust().doubt()).contains(new Trust.Doubt(Trust.Kind.FORKED, 2, forked.at()));
        fold(pen.give("EUR", "0.10"));
        assertThat(row("EUR").minted()).isEqualTo(pen.minted("EUR"));
        assertThat(row("EUR").trust().state()).isEqualTo("forked");
    }

    @Test
    void withoutTheKeyFactsAreOnlyChained() {
        MapTable keyless = new MapTable();
        MintFold chained = fold(keyless, Optional.empty());

        chained.fold(MintPen.signedByAnother(pen.issue("EUR", "1.00")).at(0));

        MintRow row = MintRow.fromBytes(new Currency("EUR"), keyless.get(Keys.minted(new Currency("EUR"))));
        assertThat(row.minted().sequence()).isEqualTo(1);
        assertThat(row.trust().state()).isEqualTo("chained");
    }

    private void assertForgedAndHeals() {
        assertThat(row("EUR").minted().sequence()).isEqualTo(1);
        assertThat(row("EUR").trust().state()).isEqualTo("forged");
        assertThat(row("EUR").trust().doubt().orElseThrow().sequence()).isEqualTo(2);

        fold(pen.issueKept("EUR", "1.00"));

        assertThat(row("EUR").minted()).isEqualTo(pen.minted("EUR"));
        assertThat(row("EUR").trust().state()).isEqualTo("verified");
    }

    private static MintFold fold(Table table, Optional<SigningKey> key) {
        return new MintFold(table, new MintJudge(table, new SealCheck(key), any -> 0));
    }

    private MintVerdict fold(SealedFact fact) {
        return fold.fold(fact.at(offset++));
    }

    private void foldAll(SealedFact... facts) {
        for (SealedFact fact : facts) {
            fold(fact);
        }
    }

    private MintRow row(String code) {
        Currency currency = new Currency(code);
        return MintRow.fromBytes(currency, table.get(Keys.minted(currency)));
    }
}
