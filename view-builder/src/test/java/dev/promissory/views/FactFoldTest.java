package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.SealCheck;
import dev.promissory.views.Movement.Flow;
import dev.promissory.views.PromiseRow.Refusal;
import dev.promissory.views.Trust.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FactFoldTest {

    private final Pen pen = new Pen();
    private final Tables tables = Tables.withKey();

    @Test
    void walletsHaveWhatTheirFactsSay() {
        tables.foldAll(
                pen.open("alice", "Alice"),
                pen.deposit("alice", "12.50", "EUR"),
                pen.deposit("alice", "0.000000000000000001", "BTC"),
                pen.withdraw("alice", "2.50", "EUR"),
                pen.describe("alice", "Alice Liddell"),
                pen.freeze("alice"));

        WalletRow row = tables.wallet("alice");

        assertThat(row.wallet()).isEqualTo(pen.wallet("alice"));
        assertThat(row.wallet().status()).isEqualTo(Wallet.Status.FROZEN);
        assertThat(row.wallet().owner()).contains("Alice Liddell");
        assertThat(row.wallet().balances().values())
                .extracting(balance -> balance.total().toString())
                .containsExactly("0.000000000000000001 BTC", "10.00 EUR");
        assertThat(row.trust().state()).isEqualTo("verified");
    }

    @Test
    void aClosedWalletIsClosedAndAnUnfrozenOneOpen() {
        tables.foldAll(pen.open("alice", null), pen.freeze("alice"), pen.unfreeze("alice"));
        assertThat(tables.wallet("alice").wallet().status()).isEqualTo(Wallet.Status.OPEN);

        tables.fold(pen.close("alice"));

        assertThat(tables.wallet("alice").wallet()).isEqualTo(pen.wallet("alice"));
        assertThat(tables.wallet("alice").wallet().status()).isEqualTo(Wallet.Status.CLOSED);
    }

    @Test
    void aPromiseThatIsKept() {
        tables.foldAll(
                pen.open("alice", null),
                pen.deposit("alice", "9.00", "EUR"),
                pen.promise("alice", "bob", "4.00", "EUR"));

        WholePromise pending = tables.promise("alice~3");
        assertThat(pending.status()).isEqualTo(PromiseRow.Status.PENDING);
        assertThat(pending.resolvedAt()).isEmpty();
        assertThat(pending.postings())
                .containsExactly(new Posting(new WalletId("alice"), new WalletId("bob"), Money.of("4.00", "EUR")));

        tables.foldAll(pen.open("bob", null), pen.receive("alice~3"));

        WholePromise kept = tables.promise("alice~3");
        assertThat(kept.status()).isEqualTo(PromiseRow.Status.KEPT);
        assertThat(kept.promisedAt()).isEqualTo(Pen.START.plusSeconds(3));
        assertThat(kept.resolvedAt()).contains(Pen.START.plusSeconds(5));
    }

    @Test
    void aPromiseThatComesBack() {
        tables.foldAll(
                pen.open("bob", null),
                pen.freeze("bob"),
                pen.open("alice", null),
                pen.deposit("alice", "9.00", "EUR"),
                pen.promise("alice", "bob", "4.00", "EUR"),
                pen.refuse("alice~3"));

        WholePromise refused = tables.promise("alice~3");
        assertThat(refused.status()).isEqualTo(PromiseRow.Status.PENDING);
        assertThat(refused.refusedAt()).contains(Pen.START.plusSeconds(6));
        assertThat(refused.refusal().map(Refusal::code)).contains("wallet-frozen");

        tables.fold(pen.giveBack("alice~3"));

        WholePromise returned = tables.promise("alice~3");
        assertThat(returned.status()).isEqualTo(PromiseRow.Status.RETURNED);
        assertThat(Duration.between(returned.promisedAt(), returned.resolvedAt().orElseThrow()))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(returned.refusal().map(Refusal::by)).contains(new WalletId("bob"));
        assertThat(tables.wallet("alice").wallet().balance(new Currency("EUR")).total())
                .isEqualTo(Money.of("9.00", "EUR"));
    }

    @Test
    void bothSidesOfAPromiseInAnyOrder() {
        List<SealedFact> senders = List.of(
                pen.open("alice", null),
                pen.deposit("alice", "9.00", "EUR"),
                pen.promise("alice", "bob", "4.00", "EUR"));
        List<SealedFact> receivers = List.of(pen.open("bob", null), pen.receive("alice~3"));

        Tables receiverFirst = Tables.withKey();
        receivers.forEach(receiverFirst::fold);

        WholePromise known = receiverFirst.promise("alice~3");
        assertThat(known.status()).isEqualTo(PromiseRow.Status.KEPT);
        assertThat(known.promisedAt()).isEqualTo(Pen.START.plusSeconds(3));
        assertThat(known.postings())
                .containsExactly(new Posting(new WalletId("alice"), new WalletId("bob"), Money.of("4.00", "EUR")));

        senders.forEach(receiverFirst::fold);
        senders.forEach(tables::fold);
        receivers.forEach(tables::fold);
        assertThat(receiverFirst.promises.contents()).isEqualTo(tables.promises.contents());
    }

    @Test
    void supplyConservesAfterEveryFact() {
        List<SealedFact> facts = List.of(
                pen.open("alice", null),
                pen.deposit("alice", "10.00", "EUR"),
                pen.promise("alice", "bob", "4.00", "EUR"),
                pen.open("bob", null),
                pen.receive("alice~3"),
                pen.withdraw("bob", "1.00", "EUR"),
                pen.freeze("bob"),
                pen.promise("alice", "bob", "2.00", "EUR"),
                pen.refuse("alice~4"),
                pen.giveBack("alice~4"),
                pen.promise("alice", "bob", "0.50", "EUR"));
        for (SealedFact fact : facts) {
            tables.fold(fact);
            if (tables.supply.get(Keys.supply(new Currency("EUR"))) != null) {
                assertThat(tables.supply("EUR").conserved()).isTrue();
            }
        }

        SupplyRow supply = tables.supply("EUR");
        assertThat(supply.of(Flow.DEPOSITED)).isEqualTo(Money.of("10.00", "EUR"));
        assertThat(supply.of(Flow.WITHDRAWN)).isEqualTo(Money.of("1.00", "EUR"));
        assertThat(supply.inFlight()).isEqualTo(Money.of("0.50", "EUR"));
        assertThat(supply.balances()).isEqualTo(Money.of("8.50", "EUR"));
    }

    @Test
    void aRedeliveredFactChangesNothing() {
        SealedFact deposit = pen.deposit("alice", "1.00", "EUR");
        tables.foldAll(deposit, pen.deposit("alice", "2.00", "EUR"));
        List<Map<String, String>> before = tables.contents();

        Verdict again = tables.fold(deposit, 0);

        assertThat(again).isInstanceOf(Verdict.Folded.class);
        assertThat(tables.contents()).isEqualTo(before);
    }

    @Test
    void aCopyOfAFactChangesNothing() {
        SealedFact deposit = pen.deposit("alice", "1.00", "EUR");
        tables.foldAll(deposit, pen.deposit("alice", "2.00", "EUR"));
        List<Map<String, String>> before = tables.contents();

        Verdict copy = tables.fold(deposit);

        assertThat(copy).isInstanceOf(Verdict.Seen.class);
        assertThat(tables.contents()).isEqualTo(before);
    }

    @Test
    void aGapKeepsTheLastStateAndHeals() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));
        SealedFact missing = pen.deposit("alice", "2.00", "EUR");
        SealedFact third = pen.deposit("alice", "3.00", "EUR");

        SealedFact fourth = pen.deposit("alice", "4.00", "EUR");
        tables.fold(third);
        tables.fold(fourth);

        WalletRow gap = tables.wallet("alice");
        assertThat(gap.trust().state()).isEqualTo("gap");
        assertThat(gap.trust().doubt()).contains(new Trust.Doubt(Kind.GAP, 2, third.at()));
        assertThat(gap.wallet().sequence()).isEqualTo(1);
        assertThat(tables.supply("EUR").balances()).isEqualTo(Money.of("1.00", "EUR"));

        tables.foldAll(missing, third);

        assertThat(tables.wallet("alice").wallet().sequence()).isEqualTo(3);
        assertThat(tables.wallet("alice").trust().doubt())
                .as("the fourth has been met and is not here")
                .contains(new Trust.Doubt(Kind.GAP, 4, third.at()));

        tables.fold(fourth);

        assertThat(tables.wallet("alice").trust().state()).isEqualTo("verified");
        assertThat(tables.wallet("alice").wallet().sequence()).isEqualTo(4);
    }

    /** Without the key anybody could make a wallet doubted for as long as he likes. */
    @Test
    void whatNobodyIsKnownToHaveSignedKeepsNoGapOpen() {
        Tables keyless = new Tables(Optional.empty());
        keyless.fold(pen.deposit("alice", "1.00", "EUR"));
        SealedFact missing = pen.deposit("alice", "2.00", "EUR");
        keyless.fold(pen.deposit("alice", "3.00", "EUR"));
        assertThat(keyless.wallet("alice").trust().state()).isEqualTo("gap");

        keyless.fold(missing);

        assertThat(keyless.wallet("alice").trust().state()).isEqualTo("chained");
    }

    @Test
    void aWalletWhoseFirstFactIsMissingIsShownAsAGap() {
        pen.open("alice", "Alice");

        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        assertThat(tables.wallet("alice").wallet()).isEqualTo(Wallet.unopened(new WalletId("alice")));
        assertThat(tables.wallet("alice").trust().state()).isEqualTo("gap");
        assertThat(tables.supply.contents()).isEmpty();
    }

    @Test
    void whatTheStewardsDidNotSignIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        tables.fold(Pen.signedByAnother(pen.depositThatDoesNotAddUp("alice", "5.00", "6.00", "EUR")));

        assertForgedAndHeals();
    }

    @Test
    void whatDoesNotAddUpIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        tables.fold(pen.depositThatDoesNotAddUp("alice", "5.00", "500.00", "EUR"));

        assertForgedAndHeals();
    }

    @Test
    void whatStatesNoBalanceIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        tables.fold(pen.lie(
                "alice",
                head -> new Fact.TransferPromised(
                        head,
                        List.of(new Leg(new WalletId("bob"), Money.of("1.00", "EUR"))),
                        List.of(),
                        Occasion.NONE)));

        assertForgedAndHeals();
    }

    @Test
    void aReturnOfSomebodyElsesPromiseIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        tables.fold(pen.lie(
                "alice",
                head -> new Fact.TransferReturned(
                        head,
                        new PromiseId(new WalletId("bob"), 3),
                        head.at(),
                        List.of(),
                        new WalletId("carol"),
                        Rejection.WALLET_FROZEN,
                        List.of(),
                        Occasion.NONE)));

        assertForgedAndHeals();
    }

    @Test
    void aTimeBeyondTheCalendarIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        SealedFact fact = pen.lie(
                "alice",
                head -> new Fact.WalletFrozen(
                        new FactHead(head.walletId(), head.sequence(), head.commandId(), Instant.MAX, head.memo())));
        tables.fold(fact.writtenAt(Pen.START));

        assertForgedAndHeals();
    }

    @Test
    void aTimeBeforeTheLastFactsIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        tables.fold(pen.lie(
                "alice",
                head -> new Fact.WalletFrozen(
                        new FactHead(head.walletId(), head.sequence(), head.commandId(), Pen.START, head.memo()))));

        assertForgedAndHeals();
    }

    @Test
    void metadataIsThatOfTheNewestDescriptionThatHasAny() {
        tables.foldAll(
                pen.noting(null, Map.of("tier", "silver", "region", "north")).open("alice", "Alice"),
                pen.noting(null, Map.of("tier", "none")).deposit("alice", "1.00", "EUR"));
        assertThat(tables.wallet("alice").metadata())
                .containsOnly(Map.entry("tier", "silver"), Map.entry("region", "north"));

        tables.foldAll(
                pen.noting(null, Map.of("tier", "gold")).describe("alice", "Alice Liddell"),
                pen.describe("alice", "Alice"));

        assertThat(tables.wallet("alice").metadata()).containsOnly(Map.entry("tier", "gold"));
    }

    @Test
    void aPaymentThatOpensAWalletDoesNotDescribeIt() {
        Map<String, String> note = Map.of("tier", "gold");
        tables.fold(pen.noting(null, note).openByMoney("alice"));
        tables.fold(pen.noting(null, note).deposit("alice", "1.00", "EUR"));
        tables.fold(pen.noting(null, note).open("bob", null));

        assertThat(tables.wallet("alice").metadata()).isEmpty();
        assertThat(tables.wallet("bob").metadata()).isEqualTo(note);
    }

    @Test
    void whatDoesNotFollowTheLastFactIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));
        Pen another = new Pen();
        another.deposit("alice", "1.0", "BTC");

        tables.fold(another.deposit("alice", "1.0", "BTC"));

        assertForgedAndHeals();
    }

    @Test
    void changedBytesAreForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));
        SealedFact second = pen.deposit("alice", "2.00", "EUR");

        tables.fold(second.withValue(new String(second.value(), StandardCharsets.UTF_8).replace("d\"", "d\" ")));

        assertThat(tables.wallet("alice").trust().state()).isEqualTo("forged");
        tables.fold(second);
        assertThat(tables.wallet("alice").trust().state()).isEqualTo("verified");
    }

    @Test
    void garbageUnderAWalletsKeyIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));
        SealedFact any = pen.lie("alice", Fact.WalletFrozen::new);
        for (String garbage : List.of("", "nonsense", "[]", "{}", "{\"v\":2}", "\u0000", "[".repeat(5_000))) {
            Tables fresh = Tables.withKey();
            fresh.fold(any.withValue(garbage));
            assertThat(fresh.wallet("alice").trust().state()).as(garbage).isEqualTo("forged");
        }
        tables.fold(new SealedFact("alice", null, any.seal(), any.at()));

        assertForgedAndHeals();
    }

    @Test
    void aFactUnderAnotherWalletsKeyIsForged() {
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        tables.fold(pen.open("bob", null).withKey("alice"));

        assertForgedAndHeals();
    }

    @Test
    void whatHasNoWalletsKeyIsOnNoWallet() {
        SealedFact fact = pen.open("alice", null);

        assertThat(tables.fold(fact.withKey("no wallet!"))).isInstanceOf(Verdict.Stray.class);

        assertThat(tables.wallets.contents()).isEmpty();
    }

    @Test
    void aFactOnTheWrongPartitionIsOnNoWallet() {
        FactJudge judge = new FactJudge(tables.wallets, new SealCheck(Optional.of(Pen.KEY)), any -> 1);

        assertThat(judge.judge(pen.open("alice", null).at(0))).isInstanceOf(Verdict.Stray.class);
    }

    @Test
    void twoFactsWithOneSequenceAreAForkForGood() {
        SealedFact other = pen.lie("alice", Fact.WalletFrozen::new);
        tables.fold(pen.open("alice", null));

        tables.fold(other);

        assertThat(tables.wallet("alice").trust().doubt()).contains(new Trust.Doubt(Kind.FORKED, 1, other.at()));

        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        assertThat(tables.wallet("alice").trust().state()).isEqualTo("forked");
        assertThat(tables.wallet("alice").wallet()).isEqualTo(pen.wallet("alice"));
    }

    @Test
    void ofTwoForksTheLowerIsShownWhicheverIsMetFirst() {
        SealedFact first = pen.lie("alice", Fact.WalletFrozen::new);
        tables.fold(pen.open("alice", null));
        SealedFact second = pen.lie("alice", Fact.WalletFrozen::new);
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        tables.foldAll(second, first, second);

        Trust trust = tables.wallet("alice").trust();
        assertThat(trust.doubt()).contains(new Trust.Doubt(Kind.FORKED, 1, first.at()));
        assertThat(trust.upTo(1).state()).isEqualTo("forked");
    }

    @Test
    void theWorstDoubtIsShown() {
        SealedFact twin = pen.lie("alice", Fact.WalletFrozen::new);
        tables.fold(pen.open("alice", null));
        pen.deposit("alice", "1.00", "EUR");
        SealedFact third = pen.deposit("alice", "1.00", "EUR");

        tables.fold(third);
        assertThat(tables.wallet("alice").trust().state()).isEqualTo("gap");
        tables.fold(Pen.signedByAnother(third));
        assertThat(tables.wallet("alice").trust().state()).isEqualTo("forged");
        tables.fold(twin);
        assertThat(tables.wallet("alice").trust().state()).isEqualTo("forked");
        tables.fold(third);
        assertThat(tables.wallet("alice").trust().state()).isEqualTo("forked");
    }

    @Test
    void withoutTheKeyFactsAreOnlyChained() {
        Tables keyless = new Tables(Optional.empty());

        keyless.fold(Pen.signedByAnother(pen.open("alice", null)));

        assertThat(keyless.wallet("alice").trust().state()).isEqualTo("chained");
        keyless.fold(pen.depositThatDoesNotAddUp("alice", "1.00", "2.00", "EUR"));
        assertThat(keyless.wallet("alice").trust().state()).isEqualTo("forged");
    }

    private void assertForgedAndHeals() {
        WalletRow forged = tables.wallet("alice");
        assertThat(forged.trust().doubt().map(Trust.Doubt::kind)).contains(Kind.FORGED);
        assertThat(forged.trust().doubt().map(Trust.Doubt::sequence)).contains(2L);
        assertThat(forged.wallet()).isEqualTo(pen.wallet("alice"));
        assertThat(tables.promises.contents()).isEmpty();
        assertThat(tables.supply("EUR").balances()).isEqualTo(Money.of("1.00", "EUR"));

        tables.fold(pen.deposit("alice", "2.00", "EUR"));

        assertThat(tables.wallet("alice").trust().state()).isEqualTo("verified");
        assertThat(tables.wallet("alice").wallet()).isEqualTo(pen.wallet("alice"));
    }
}
