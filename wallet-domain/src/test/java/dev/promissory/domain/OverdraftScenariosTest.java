package dev.promissory.domain;

import static dev.promissory.domain.Ask.capture;
import static dev.promissory.domain.Ask.close;
import static dev.promissory.domain.Ask.deposit;
import static dev.promissory.domain.Ask.hold;
import static dev.promissory.domain.Ask.limit;
import static dev.promissory.domain.Ask.transfer;
import static dev.promissory.domain.Ask.withdraw;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.held;
import static dev.promissory.domain.Happening.limited;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.Rejection.AMOUNT_TOO_LARGE;
import static dev.promissory.domain.Rejection.INSUFFICIENT_FUNDS;
import static dev.promissory.domain.Rejection.INVALID_CURRENCY;
import static dev.promissory.domain.Rejection.LIMIT_NEGATIVE;
import static dev.promissory.domain.Rejection.TOO_MANY_CURRENCIES;
import static dev.promissory.domain.Rejection.TOO_MANY_FRACTION_DIGITS;
import static dev.promissory.domain.Rejection.TOO_MANY_OVERDRAFT_LIMITS;
import static dev.promissory.domain.Rejection.WALLET_NOT_EMPTY;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.given;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OverdraftScenariosTest {

    @Test
    void aWalletMaySpendDownToItsLimitAndNotOneUnitMore() {
        given(opened(), limited("5 EUR"), deposited("1 EUR"))
                .when(withdraw("6 EUR"))
                .then(withdrawn("6 EUR"))
                .leaving("-5 EUR");
        given(opened(), limited("5 EUR"), deposited("1 EUR"))
                .when(withdraw("6.01 EUR"))
                .thenRejected(INSUFFICIENT_FUNDS);
        given(opened(), limited("5 EUR")).when(transfer("5 EUR", BOB)).leaving("-5 EUR");
        given(opened(), limited("5 EUR")).when(transfer("5.01 EUR", BOB)).thenRejected(INSUFFICIENT_FUNDS);
        given(opened(), limited("5 EUR")).when(withdraw("1 USD")).thenRejected(INSUFFICIENT_FUNDS);
        given(opened(), limited("5 EUR"), withdrawn("5 EUR"))
                .when(deposit("7 EUR"))
                .leaving("2 EUR");
    }

    @Test
    void heldMoneyCountsAgainstTheLimit() {
        given(opened(), limited("5 EUR"))
                .when(hold("h", "5 EUR", "PT1M"))
                .then(held("h", "5 EUR", NOW.plusSeconds(60)))
                .leaving("0 EUR", "5 EUR");
        given(opened(), limited("5 EUR")).when(hold("h", "5.01 EUR", "PT1M")).thenRejected(INSUFFICIENT_FUNDS);
        given(opened(), limited("5 EUR"), held("h", "4 EUR", NOW))
                .when(withdraw("1 EUR"))
                .leaving("-1 EUR", "4 EUR");
        given(opened(), limited("5 EUR"), held("h", "4 EUR", NOW))
                .when(withdraw("1.01 EUR"))
                .thenRejected(INSUFFICIENT_FUNDS);
    }

    @Test
    void aLimitLoweredBelowItsUseIsAllowedAndBlocksFurtherSpending() {
        Happening[] overdrawn = {opened(), limited("5 EUR"), withdrawn("4 EUR"), held("h", "1 EUR", NOW)};
        given(overdrawn).when(limit("1 EUR")).then(limited("1 EUR")).leaving("-4 EUR", "1 EUR");
        given(overdrawn).when(limit("0 EUR")).then(limited("0 EUR")).leaving("-4 EUR", "1 EUR");
        Happening[] lowered = {opened(), limited("5 EUR"), withdrawn("4 EUR"), held("h", "1 EUR", NOW), limited("0 EUR")
        };
        given(lowered).when(withdraw("0.01 EUR")).thenRejected(INSUFFICIENT_FUNDS);
        given(lowered).when(hold("i", "0.01 EUR", "PT1M")).thenRejected(INSUFFICIENT_FUNDS);
        given(lowered).when(deposit("1 EUR")).leaving("-3 EUR", "1 EUR");
        // The hold was placed while there was credit for it.
        given(lowered).when(capture("h")).leaving("-5 EUR", "0 EUR");
    }

    @Test
    void aLimitOfZeroRemovesIt() {
        given(opened(), limited("5 EUR"), limited("0 EUR"))
                .when(withdraw("0.01 EUR"))
                .thenRejected(INSUFFICIENT_FUNDS);
        given(opened(), limited("5 EUR"), limited("0 EUR")).when(limit("0 EUR")).thenNothing();
        given(opened()).when(limit("0 EUR")).thenNothing();
        given(opened(), limited("5 EUR")).when(limit("5.00 EUR")).thenNothing();
        given(opened(), limited("5 EUR")).when(limit("6 EUR")).then(limited("6 EUR"));
    }

    @Test
    void aLimitIsMoneyOrZero() {
        given(opened()).when(limit("-0.01 EUR")).thenRejected(LIMIT_NEGATIVE);
        given(opened()).when(limit("1 eur")).thenRejected(INVALID_CURRENCY);
        given(opened()).when(limit("0.001 EUR")).thenRejected(TOO_MANY_FRACTION_DIGITS);
        given(opened()).when(limit("9".repeat(38) + " POINTS")).then(limited("9".repeat(38) + " POINTS"));
        given(opened()).when(limit("1E38 POINTS")).thenRejected(AMOUNT_TOO_LARGE);
        given(opened()).when(limit("1E999999999 POINTS")).thenRejected(AMOUNT_TOO_LARGE);
    }

    @Test
    void aWalletHasAtMostAThousandLimits() {
        Happening[] thousand = thousand(i -> limited("1 C" + i));
        given(thousand).when(limit("1 NEW")).thenRejected(TOO_MANY_OVERDRAFT_LIMITS);
        given(thousand).when(limit("2 C7")).then(limited("2 C7"));
        given(thousand).when(limit("0 C7")).then(limited("0 C7"));
        given(thousand).when(limit("0 NEW")).thenNothing();
        given(Stream.concat(Stream.of(thousand), Stream.of(limited("0 C7"))).toArray(Happening[]::new))
                .when(limit("1 NEW"))
                .then(limited("1 NEW"));
    }

    @Test
    void whatIsSpentOnCreditCountsAmongTheCurrencies() {
        Happening[] thousand = Stream.concat(
                        Stream.of(thousand(i -> deposited("1 C" + i))), Stream.of(limited("1 NEW")))
                .toArray(Happening[]::new);
        given(thousand).when(withdraw("1 NEW")).thenRejected(TOO_MANY_CURRENCIES);
        given(thousand).when(transfer("1 NEW", BOB)).thenRejected(TOO_MANY_CURRENCIES);
        given(thousand).when(hold("h", "1 NEW", "PT1M")).thenRejected(TOO_MANY_CURRENCIES);
        given(thousand).when(withdraw("1 C7")).then(withdrawn("1 C7"));
    }

    @Test
    void anOverdrawnWalletIsNotClosed() {
        given(opened(), limited("5 EUR"), withdrawn("5 EUR")).when(close()).thenRejected(WALLET_NOT_EMPTY);
    }

    private static Happening[] thousand(IntFunction<Happening> each) {
        return Stream.concat(Stream.of(opened()), IntStream.range(0, 1_000).mapToObj(each))
                .toArray(Happening[]::new);
    }
}
