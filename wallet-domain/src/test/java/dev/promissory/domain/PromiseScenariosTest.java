package dev.promissory.domain;

import static dev.promissory.domain.Happening.closed;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.openedByMoney;
import static dev.promissory.domain.Happening.promised;
import static dev.promissory.domain.Happening.received;
import static dev.promissory.domain.Happening.refused;
import static dev.promissory.domain.Happening.returned;
import static dev.promissory.domain.Rejection.BALANCE_TOO_LARGE;
import static dev.promissory.domain.Rejection.TOO_MANY_CURRENCIES;
import static dev.promissory.domain.Rejection.WALLET_CLOSED;
import static dev.promissory.domain.Rejection.WALLET_FROZEN;
import static dev.promissory.domain.Rejection.WALLET_NOT_FOUND;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.ASKED;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.bobsPromise;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.money;
import static dev.promissory.domain.Scenario.promiseOf;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromiseScenariosTest {

    private static final PromiseKept KEPT = new PromiseKept(bobsPromise(7), ALICE);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOpenWalletTakesWhatItIsPromised(boolean autoOpen) {
        given(opened(), deposited("1 EUR"))
                .withAutoOpen(autoOpen)
                .when(promiseOf("5 EUR", bobsPromise(7)))
                .thenTelling(KEPT, received("5 EUR", bobsPromise(7)))
                .leaving("6 EUR");
    }

    @Test
    void aPromiseToNobodyOpensAWalletOrComesBack() {
        given().when(promiseOf("5 EUR", bobsPromise(7)))
                .thenTelling(KEPT, openedByMoney(), received("5 EUR", bobsPromise(7)))
                .leaving("5 EUR");
        given().withAutoOpen(false).when(promiseOf("5 EUR", bobsPromise(7))).thenTelling(refusal(WALLET_NOT_FOUND));
    }

    @Test
    void aFrozenOrClosedWalletRefusesAndSaysSoInItsHistory() {
        given(opened(), frozen())
                .when(promiseOf("5 EUR", bobsPromise(7)))
                .thenTelling(refusal(WALLET_FROZEN), refused("5 EUR", bobsPromise(7), WALLET_FROZEN));
        given(opened(), closed())
                .when(promiseOf("5 EUR", bobsPromise(7)))
                .thenTelling(refusal(WALLET_CLOSED), refused("5 EUR", bobsPromise(7), WALLET_CLOSED));
    }

    @Test
    void aWalletRefusesTheThousandAndFirstCurrency() {
        Happening[] thousand = Stream.concat(
                        Stream.of(opened()), IntStream.range(0, 1_000).mapToObj(i -> deposited("1 C" + i)))
                .toArray(Happening[]::new);
        given(thousand)
                .when(promiseOf("1 NEW", bobsPromise(7)))
                .thenTelling(refusal(TOO_MANY_CURRENCIES), refused("1 NEW", bobsPromise(7), TOO_MANY_CURRENCIES));
    }

    @Test
    void aWalletRefusesWhatWouldMakeItsBalanceTooLong() {
        String largest = "9".repeat(38) + " POINTS";
        given(opened(), deposited(largest))
                .when(promiseOf("1 POINTS", bobsPromise(7)))
                .thenTelling(refusal(BALANCE_TOO_LARGE), refused("1 POINTS", bobsPromise(7), BALANCE_TOO_LARGE));
        given(opened())
                .when(promiseOf(largest, bobsPromise(7)))
                .thenTelling(KEPT, received(largest, bobsPromise(7)))
                .leaving(largest);
        given(opened(), deposited(largest), frozen())
                .when(promiseOf("1 POINTS", bobsPromise(7)))
                .thenTelling(refusal(WALLET_FROZEN), refused("1 POINTS", bobsPromise(7), WALLET_FROZEN));
    }

    @Test
    void thatAPromiseWasKeptChangesNoWallet() {
        given(opened(), deposited("5 EUR"), promised("5 EUR", BOB))
                .when(new PromiseKept(alicesPromise(3), BOB))
                .thenNothing();
    }

    @Test
    void aRefusedPromiseIsPutBack() {
        given(opened(), deposited("5 EUR"), promised("4 EUR", BOB))
                .when(new PromiseRefused(alicesPromise(3), BOB, WALLET_CLOSED))
                .then(returned("4 EUR", alicesPromise(3), BOB, WALLET_CLOSED))
                .leaving("5 EUR");
    }

    @Test
    void aReturnIsNeverRefused() {
        given(opened(), deposited("5 EUR"), promised("4 EUR", BOB), frozen())
                .when(new PromiseRefused(alicesPromise(3), BOB, WALLET_FROZEN))
                .then(returned("4 EUR", alicesPromise(3), BOB, WALLET_FROZEN))
                .leaving("5 EUR");
        given(opened(), deposited("4 EUR"), promised("4 EUR", BOB), closed())
                .when(new PromiseRefused(alicesPromise(3), BOB, WALLET_FROZEN))
                .then(returned("4 EUR", alicesPromise(3), BOB, WALLET_FROZEN))
                .leaving("4 EUR");
        String largest = "9".repeat(38) + " POINTS";
        given(opened(), deposited(largest), promised(largest, BOB), deposited("1 POINTS"))
                .when(new PromiseRefused(alicesPromise(3), BOB, WALLET_FROZEN))
                .then(returned(largest, alicesPromise(3), BOB, WALLET_FROZEN))
                .leaving("1" + "0".repeat(38) + " POINTS");
    }

    @Test
    void moneyIsPutBackOnlyOnce() {
        given(
                        opened(),
                        deposited("5 EUR"),
                        promised("5 EUR", BOB),
                        returned("5 EUR", alicesPromise(3), BOB, WALLET_FROZEN))
                .when(new PromiseRefused(alicesPromise(3), BOB, WALLET_FROZEN))
                .thenNothing();
        given(opened(), deposited("5 EUR"), promised("5 EUR", BOB))
                .andKept(alicesPromise(3), BOB)
                .when(new PromiseRefused(alicesPromise(3), BOB, WALLET_FROZEN))
                .thenNothing();
    }

    @Test
    void moneyIsPutBackOnlyAgainstAPromiseThatWasMade() {
        given(opened(), deposited("5 EUR"))
                .when(new PromiseRefused(alicesPromise(3), BOB, WALLET_FROZEN))
                .thenNothing();
        given().when(new PromiseRefused(alicesPromise(3), BOB, WALLET_FROZEN)).thenNothing();
    }

    @Test
    void onlyTheOneItWasPromisedToCanRefuse() {
        given(opened(), deposited("5 EUR"), promised("5 EUR", BOB))
                .when(new PromiseRefused(alicesPromise(3), CAROL, WALLET_FROZEN))
                .thenNothing();
    }

    @Test
    void factsOfPromisesAreNeverOlderThanTheOnesBefore() {
        given(opened(), deposited("1 EUR"))
                .at(PAST.minusSeconds(1))
                .when(promiseOf("5 EUR", bobsPromise(7)))
                .thenTelling(KEPT, received("5 EUR", bobsPromise(7)));
        given(opened(), deposited("5 EUR"), promised("4 EUR", BOB))
                .at(PAST.minusSeconds(1))
                .when(new PromiseRefused(alicesPromise(3), BOB, WALLET_CLOSED))
                .then(returned("4 EUR", alicesPromise(3), BOB, WALLET_CLOSED));
    }

    @Test
    void aPromiseIsOfOneLegAndOfMoneyThatIsThere() {
        Leg leg = new Leg(BOB, money("1 EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromiseMade(
                        alicesPromise(1),
                        List.of(leg, new Leg(CAROL, money("1 EUR"))),
                        ASKED,
                        NOW,
                        Memo.none(),
                        Occasion.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromiseMade(alicesPromise(1), List.of(), ASKED, NOW, Memo.none(), Occasion.NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Leg(BOB, money("0 EUR")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Leg(BOB, money("-0.01 EUR")));
    }

    @Test
    void aMessageForAnotherWalletIsABugAndNoRefusal() {
        Wallet bobs = Wallet.unopened(BOB);
        Message forAlice = promiseOf("5 EUR", bobsPromise(7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PromiseSteward(true).receive(bobs, forAlice, NOW, new Memories().memory()));
    }

    private static PromiseRefused refusal(Rejection reason) {
        return new PromiseRefused(bobsPromise(7), ALICE, reason);
    }
}
