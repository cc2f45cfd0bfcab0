package dev.promissory.domain;

import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.bobsPromise;
import static dev.promissory.domain.Scenario.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.WalletOpened;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A fact is held against the wallet it says it happened to. Alice has 10.00 EUR. */
class EvolutionTest {

    private static final Leg TO_BOB = new Leg(BOB, money("2 EUR"));
    private static final Leg TO_CAROL = new Leg(CAROL, money("3 EUR"));
    private static final Leg BTC_TO_CAROL = new Leg(CAROL, money("1 BTC"));

    private final Wallet wallet = aliceWith(balance("10 EUR"));
    private final FactHead head = head(ALICE, wallet.sequence() + 1);

    @Test
    void aFactThatStatesWhatItsAmountLeadsToAgrees() {
        assertThat(Evolution.agrees(wallet, deposited("1 EUR", balance("11 EUR"))))
                .isTrue();
        assertThat(Evolution.agrees(wallet, deposited("1 USD", balance("1 USD"))))
                .isTrue();
        assertThat(Evolution.agrees(wallet, new MoneyWithdrawn(head, money("10 EUR"), balance("0 EUR"), Occasion.NONE)))
                .isTrue();
        assertThat(Evolution.agrees(wallet, received("1 EUR", balance("11 EUR"))))
                .isTrue();
        assertThat(Evolution.agrees(wallet, new Fact.WalletFrozen(head))).isTrue();
    }

    @Test
    void anotherAmountOrBalanceDoesNotAgree() {
        assertThat(Evolution.agrees(wallet, deposited("1.01 EUR", balance("11 EUR"))))
                .isFalse();
        assertThat(Evolution.agrees(wallet, deposited("1 EUR", balance("11.01 EUR"))))
                .isFalse();
        assertThat(Evolution.agrees(wallet, deposited("1 EUR", balance("10 EUR"))))
                .isFalse();
        assertThat(Evolution.agrees(wallet, new MoneyWithdrawn(head, money("1 EUR"), balance("11 EUR"), Occasion.NONE)))
                .isFalse();
        assertThat(Evolution.agrees(wallet, received("1 EUR", balance("1 EUR"))))
                .isFalse();
        assertThat(Evolution.agrees(wallet, deposited("1 EUR", new Balance(money("11 EUR"), money("1 EUR")))))
                .isFalse();
    }

    @Test
    void whatAddsUpToMoreThanAnySumOfMoneyDoesNotAgree() {
        String nines = "9".repeat(76) + " BTC";
        Wallet rich = aliceWith(balance(nines));

        assertThat(Evolution.agrees(rich, new Fact.MoneyDeposited(head, money(nines), balance(nines), Occasion.NONE)))
                .isFalse();
    }

    @Test
    void theBalanceOfAnotherCurrencyDoesNotAgree() {
        assertThat(Evolution.agrees(wallet, deposited("1 EUR", balance("0 USD"))))
                .isFalse();
        assertThat(Evolution.agrees(wallet, deposited("1 USD", balance("10 EUR"))))
                .isFalse();
    }

    @Test
    void aPromiseOrReturnStatesEveryBalanceItChangesAndNoOther() {
        List<Leg> legs = List.of(TO_BOB, TO_CAROL);
        assertThat(agreesPromised(legs, balance("5 EUR"))).isTrue();
        assertThat(agreesPromised(legs, balance("8 EUR"))).isFalse();
        assertThat(agreesPromised(legs)).isFalse();
        assertThat(agreesPromised(legs, balance("5 EUR"), balance("5 EUR"))).isFalse();
        assertThat(agreesPromised(legs, balance("5 EUR"), balance("0 USD"))).isFalse();
        assertThat(agreesPromised(List.of(), balance("10 EUR"))).isFalse();
        assertThat(agreesReturned(legs, balance("15 EUR"))).isTrue();
        assertThat(agreesReturned(legs)).isFalse();
        List<Leg> mixed = List.of(TO_BOB, BTC_TO_CAROL);
        assertThat(agreesReturned(mixed, balance("12 EUR"), balance("1 BTC"))).isTrue();
        assertThat(agreesReturned(mixed, balance("1 BTC"), balance("12 EUR"))).isTrue();
        assertThat(agreesReturned(mixed, balance("12 EUR"))).isFalse();
        assertThat(agreesReturned(mixed, balance("1 BTC"))).isFalse();
    }

    @Test
    void aFactThatIsNotTheNextOneNeitherAgreesNorCounts() {
        for (FactHead wrong : List.of(
                head(ALICE, wallet.sequence()), head(ALICE, wallet.sequence() + 2), head(BOB, wallet.sequence() + 1))) {
            Fact fact = new MoneyDeposited(wrong, money("1 EUR"), balance("11 EUR"), Occasion.NONE);
            assertThat(Evolution.agrees(wallet, fact)).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> Evolution.evolve(wallet, fact));
        }
    }

    @Test
    void theFirstFactIsNumberOne() {
        Wallet unopened = Wallet.unopened(ALICE);
        assertThat(Evolution.agrees(unopened, new WalletOpened(head(ALICE, 1), Optional.empty(), false)))
                .isTrue();
        assertThat(Evolution.agrees(unopened, new WalletOpened(head(ALICE, 0), Optional.empty(), false)))
                .isFalse();
    }

    private boolean agreesPromised(List<Leg> legs, Balance... stated) {
        return Evolution.agrees(wallet, new TransferPromised(head, legs, List.of(stated), Occasion.NONE));
    }

    private boolean agreesReturned(List<Leg> legs, Balance... stated) {
        return Evolution.agrees(
                wallet,
                new TransferReturned(
                        head,
                        alicesPromise(1),
                        PAST,
                        legs,
                        BOB,
                        Rejection.WALLET_FROZEN,
                        List.of(stated),
                        Occasion.NONE));
    }

    private Fact deposited(String amount, Balance stated) {
        return new MoneyDeposited(head, money(amount), stated, Occasion.NONE);
    }

    private Fact received(String amount, Balance stated) {
        return new TransferReceived(
                head,
                bobsPromise(1),
                PAST,
                List.of(new Posting(BOB, ALICE, money(amount))),
                List.of(stated),
                Occasion.NONE);
    }

    private static Balance balance(String total) {
        return Balance.zero(money(total).currency()).credited(money(total));
    }

    private static FactHead head(WalletId id, long sequence) {
        return new FactHead(id, sequence, Scenario.ASKED, PAST, Memo.none());
    }

    private static Wallet aliceWith(Balance balance) {
        TreeMap<Currency, Balance> balances = new TreeMap<>();
        balances.put(balance.currency(), balance);
        return new Wallet(
                ALICE, Wallet.Status.OPEN, Optional.empty(), 4, PAST, balances, new TreeMap<>(), new TreeMap<>());
    }
}
