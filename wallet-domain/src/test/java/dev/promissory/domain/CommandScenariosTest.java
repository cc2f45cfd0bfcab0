package dev.promissory.domain;

import static dev.promissory.domain.Ask.close;
import static dev.promissory.domain.Ask.deposit;
import static dev.promissory.domain.Ask.freeze;
import static dev.promissory.domain.Ask.open;
import static dev.promissory.domain.Ask.openFor;
import static dev.promissory.domain.Ask.transfer;
import static dev.promissory.domain.Ask.unfreeze;
import static dev.promissory.domain.Ask.withdraw;
import static dev.promissory.domain.Happening.closed;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.described;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.openedByMoney;
import static dev.promissory.domain.Happening.openedFor;
import static dev.promissory.domain.Happening.promised;
import static dev.promissory.domain.Happening.returned;
import static dev.promissory.domain.Happening.unfrozen;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.ASKED;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.money;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Message.PromiseMade;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandScenariosTest {

    private static final String LARGEST = "9".repeat(38);

    @Test
    void openingAWalletSaysWhoOwnsIt() {
        given().when(openFor("Alice")).then(openedFor("Alice"));
        given().when(open()).then(opened());
        given().withAutoOpen(false).when(open()).then(opened());
    }

    @Test
    void openingAWalletAgainDescribesItOnlyWhenTheOwnerDiffers() {
        given(openedFor("Alice")).when(openFor("Alice")).thenNothing();
        given(openedFor("Alice")).when(openFor("Alicia")).then(described("Alicia"));
        given(openedFor("Alice")).when(open()).thenNothing();
        given(opened()).when(openFor("Alice")).then(described("Alice"));
        given(opened(), described("Alice")).when(openFor("Alice")).thenNothing();
        given(openedFor("Alice"), frozen()).when(openFor("Alicia")).then(described("Alicia"));
    }

    @Test
    void aFirstDepositOpensTheWalletWhenThatIsAllowed() {
        given().when(deposit("12.50 EUR"))
                .then(openedByMoney(), deposited("12.50 EUR"))
                .leaving("12.50 EUR");
        given().withAutoOpen(false).when(deposit("12.50 EUR")).thenRejected(Rejection.WALLET_NOT_FOUND);
        given(opened())
                .withAutoOpen(false)
                .when(deposit("12.50 EUR"))
                .then(deposited("12.50 EUR"))
                .leaving("12.50 EUR");
    }

    @Test
    void anAmountThatIsRefusedOpensNothing() {
        given().when(deposit("0 EUR")).thenRejected(Rejection.AMOUNT_NOT_POSITIVE);
    }

    @Test
    void depositsAddUpPerCurrency() {
        given(opened(), deposited("0.10 EUR"), deposited("7 BTC"))
                .when(deposit("0.2 EUR"))
                .then(deposited("0.20 EUR"))
                .leaving("0.30 EUR")
                .leaving("7 BTC");
    }

    @Test
    void aBalanceHasAtMostThirtyEightDigits() {
        given(opened(), deposited(LARGEST.substring(1) + " POINTS"))
                .when(deposit("1 POINTS"))
                .then(deposited("1 POINTS"))
                .leaving("1" + "0".repeat(37) + " POINTS");
        given(opened(), deposited(LARGEST + " POINTS"))
                .when(deposit("1 POINTS"))
                .thenRejected(Rejection.BALANCE_TOO_LARGE);
        given(opened(), deposited(LARGEST + " POINTS"))
                .when(deposit("0.1 POINTS"))
                .thenRejected(Rejection.BALANCE_TOO_LARGE);
    }

    @Test
    void aWalletHoldsAtMostAThousandCurrencies() {
        Happening[] thousand = Stream.concat(
                        Stream.of(opened()), IntStream.range(0, 1_000).mapToObj(i -> deposited("1 C" + i)))
                .toArray(Happening[]::new);
        given(thousand).when(deposit("1 NEW")).thenRejected(Rejection.TOO_MANY_CURRENCIES);
        given(thousand).when(deposit("1 C7")).then(deposited("1 C7"));
        given(Arrays.copyOf(thousand, 1_000)).when(deposit("1 NEW")).then(deposited("1 NEW"));
    }

    @Test
    void takingMoneyOutCannotMakeABalanceLongerThanThirtyEightDigits() {
        String large = "1" + "0".repeat(37);
        given(opened(), deposited(large + " POINTS"))
                .when(withdraw("0.1 POINTS"))
                .then(withdrawn("0.1 POINTS"))
                .leaving("9".repeat(37) + ".9 POINTS");
        given(opened(), deposited(large + " POINTS"))
                .when(withdraw("0.01 POINTS"))
                .thenRejected(Rejection.BALANCE_TOO_LARGE);
        given(opened(), deposited(large + " POINTS"))
                .when(transfer("0.01 POINTS", BOB))
                .thenRejected(Rejection.BALANCE_TOO_LARGE);
    }

    @Test
    void aBalanceThatAReturnMadeTooLongCanStillBeSpent() {
        Happening[] overfull = {
            opened(),
            deposited(LARGEST + " POINTS"),
            promised(LARGEST + " POINTS", BOB),
            deposited(LARGEST + " POINTS"),
            returned(LARGEST + " POINTS", alicesPromise(3), BOB, Rejection.WALLET_FROZEN)
        };
        given(overfull)
                .when(withdraw("1 POINTS"))
                .then(withdrawn("1 POINTS"))
                .leaving("1" + "9".repeat(37) + "7 POINTS");
        given(overfull).when(transfer(LARGEST + " POINTS", BOB)).leaving(LARGEST + " POINTS");
        given(overfull).when(withdraw("0.1 POINTS")).thenRejected(Rejection.BALANCE_TOO_LARGE);
        given(overfull).when(deposit("1 POINTS")).thenRejected(Rejection.BALANCE_TOO_LARGE);
    }

    @Test
    void allThatIsAvailableCanBeWithdrawnAndNotOneUnitMore() {
        given(opened(), deposited("10 EUR"))
                .when(withdraw("10 EUR"))
                .then(withdrawn("10 EUR"))
                .leaving("0 EUR");
        given(opened(), deposited("10 EUR")).when(withdraw("10.01 EUR")).thenRejected(Rejection.INSUFFICIENT_FUNDS);
        given(opened(), deposited("10 EUR"))
                .when(withdraw("9.99 EUR"))
                .then(withdrawn("9.99 EUR"))
                .leaving("0.01 EUR");
        given(opened(), deposited("1 BTC"))
                .when(withdraw("1.000000000000000001 BTC"))
                .thenRejected(Rejection.INSUFFICIENT_FUNDS);
        given(opened(), deposited("10 EUR")).when(withdraw("1 USD")).thenRejected(Rejection.INSUFFICIENT_FUNDS);
    }

    @Test
    void aTransferDebitsTheSenderAndTellsTheReceiver() {
        Memo memo = Memo.of("order 7", Map.of("shop", "north"));
        given(opened(), deposited("10 EUR"))
                .noting(memo)
                .when(transfer("4 EUR", BOB))
                .thenTelling(
                        new PromiseMade(
                                alicesPromise(3),
                                List.of(new Leg(BOB, money("4 EUR"))),
                                ASKED,
                                NOW,
                                memo,
                                Occasion.NONE),
                        promised("4 EUR", BOB))
                .leaving("6 EUR");
    }

    @Test
    void allThatIsAvailableCanBeSentAndNotOneUnitMore() {
        given(opened(), deposited("10 EUR")).when(transfer("10 EUR", BOB)).leaving("0 EUR");
        given(opened(), deposited("10 EUR"))
                .when(transfer("10.01 EUR", BOB))
                .thenRejected(Rejection.INSUFFICIENT_FUNDS);
        given(opened(), deposited("10 EUR"), promised("10 EUR", BOB))
                .when(transfer("0.01 EUR", BOB))
                .thenRejected(Rejection.INSUFFICIENT_FUNDS);
    }

    @Test
    void aTransferHasLegsToSomebodyElse() {
        given(opened(), deposited("10 EUR")).when(transfer("1 EUR", ALICE)).thenRejected(Rejection.TRANSFER_TO_SELF);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transfer(CommandHead.of("alice", "c"), List.of(), Optional.empty()));
    }

    @Test
    void targetStatesAreIdempotent() {
        given(opened()).when(freeze()).then(frozen());
        given(opened(), frozen()).when(freeze()).thenNothing();
        given(opened(), frozen()).when(unfreeze()).then(unfrozen());
        given(opened(), frozen(), unfrozen()).when(unfreeze()).thenNothing();
        given(opened()).when(close()).then(closed());
        given(opened(), closed()).when(close()).thenNothing();
    }

    @Test
    void onlyAnEmptyWalletWithNothingInFlightIsClosed() {
        given(opened(), deposited("0.01 EUR")).when(close()).thenRejected(Rejection.WALLET_NOT_EMPTY);
        given(opened(), deposited("1 EUR"), withdrawn("1 EUR")).when(close()).then(closed());
        given(opened(), deposited("1 EUR"), withdrawn("1 EUR"), deposited("1 BTC"))
                .when(close())
                .thenRejected(Rejection.WALLET_NOT_EMPTY);
        given(opened(), deposited("1 EUR"), promised("1 EUR", BOB))
                .when(close())
                .thenRejected(Rejection.PROMISES_IN_FLIGHT);
        given(opened(), deposited("1 EUR"), promised("1 EUR", BOB))
                .andKept(alicesPromise(3), BOB)
                .when(close())
                .then(closed());
        given(
                        opened(),
                        deposited("1 EUR"),
                        promised("1 EUR", BOB),
                        returned("1 EUR", alicesPromise(3), BOB, Rejection.WALLET_CLOSED),
                        withdrawn("1 EUR"))
                .when(close())
                .then(closed());
    }

    @Test
    void aCommandMayExpectTheWalletsSequence() {
        given(opened()).expectingSequence(1).when(freeze()).then(frozen());
        given(opened()).expectingSequence(0).when(freeze()).thenRejected(Rejection.SEQUENCE_MISMATCH);
        given(opened()).expectingSequence(2).when(freeze()).thenRejected(Rejection.SEQUENCE_MISMATCH);
        given().expectingSequence(0).when(open()).then(opened());
        given().expectingSequence(1).when(open()).thenRejected(Rejection.SEQUENCE_MISMATCH);
    }

    @Test
    void factsAreNeverOlderThanTheOnesBefore() {
        Instant skewed = PAST.minusSeconds(60);
        given(opened()).at(skewed).when(freeze()).then(frozen());
        given(opened(), deposited("1 EUR"))
                .at(skewed)
                .when(transfer("1 EUR", BOB))
                .thenTelling(
                        new PromiseMade(
                                alicesPromise(3),
                                List.of(new Leg(BOB, money("1 EUR"))),
                                ASKED,
                                PAST,
                                Memo.none(),
                                Occasion.NONE),
                        promised("1 EUR", BOB));
    }

    @Test
    void aCommandForAnotherWalletIsABugAndNoRefusal() {
        Wallet bobs = Wallet.unopened(BOB);
        Command forAlice = open().under(CommandHead.of("alice", "c"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Steward(true, proof -> true).decide(bobs, forAlice, NOW, new Memories().memory()));
    }
}
