package dev.promissory.domain;

import static dev.promissory.domain.Ask.capture;
import static dev.promissory.domain.Ask.capturing;
import static dev.promissory.domain.Ask.close;
import static dev.promissory.domain.Ask.hold;
import static dev.promissory.domain.Ask.release;
import static dev.promissory.domain.Ask.transfer;
import static dev.promissory.domain.Ask.withdraw;
import static dev.promissory.domain.Happening.captured;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.expired;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.held;
import static dev.promissory.domain.Happening.limited;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.promised;
import static dev.promissory.domain.Happening.released;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.Rejection.AMOUNT_NOT_POSITIVE;
import static dev.promissory.domain.Rejection.BALANCE_TOO_LARGE;
import static dev.promissory.domain.Rejection.CAPTURE_EXCEEDS_HOLD;
import static dev.promissory.domain.Rejection.HOLD_ALREADY_CAPTURED;
import static dev.promissory.domain.Rejection.HOLD_ALREADY_EXISTS;
import static dev.promissory.domain.Rejection.HOLD_ALREADY_RELEASED;
import static dev.promissory.domain.Rejection.HOLD_CURRENCY_DIFFERS;
import static dev.promissory.domain.Rejection.HOLD_EXPIRED;
import static dev.promissory.domain.Rejection.HOLD_NOT_FOUND;
import static dev.promissory.domain.Rejection.INSUFFICIENT_FUNDS;
import static dev.promissory.domain.Rejection.INVALID_EXPIRY;
import static dev.promissory.domain.Rejection.TRANSFER_TO_SELF;
import static dev.promissory.domain.Rejection.WALLET_FROZEN;
import static dev.promissory.domain.Rejection.WALLET_NOT_EMPTY;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.ASKED;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.leg;
import static dev.promissory.domain.Scenario.money;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Message.PromiseMade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldScenariosTest {

    private static final Instant SOON = NOW.plusSeconds(60);
    private static final Timer DUE = new Timer.HoldDue(ALICE, new HoldId("h"));
    private static final Occasion CAPTURE = new Occasion.Capture(new HoldId("h"));
    private static final String LARGEST = "9".repeat(38) + " POINTS";

    /** Alice has 10.00 EUR, of which 4.00 are held until soon; then what follows happened. */
    private static Scenario holding(Happening... then) {
        return given(Stream.concat(Stream.of(opened(), deposited("10 EUR"), held("h", "4 EUR", SOON)), Stream.of(then))
                .toArray(Happening[]::new));
    }

    private static Scenario capturedHold() {
        return holding(captured("h", "4 EUR", "0 EUR"), withdrawn("4 EUR", CAPTURE));
    }

    @Test
    void aHoldReducesWhatIsAvailableAndNotTheTotal() {
        given(opened(), deposited("10 EUR"))
                .when(hold("h", "4 EUR", "PT1M"))
                .then(held("h", "4 EUR", SOON))
                .leaving("10 EUR", "4 EUR");
        holding().when(withdraw("6 EUR")).then(withdrawn("6 EUR")).leaving("4 EUR", "4 EUR");
        holding().when(withdraw("6.01 EUR")).thenRejected(INSUFFICIENT_FUNDS);
        holding().when(transfer("6.01 EUR", BOB)).thenRejected(INSUFFICIENT_FUNDS);
        holding()
                .when(hold("i", "6 EUR", "PT1M"))
                .then(held("i", "6 EUR", SOON))
                .leaving("10 EUR", "10 EUR");
        holding().when(hold("i", "6.01 EUR", "PT1M")).thenRejected(INSUFFICIENT_FUNDS);
        holding().when(hold("i", "1 USD", "PT1M")).thenRejected(INSUFFICIENT_FUNDS);
        holding().when(hold("i", "0 EUR", "PT1M")).thenRejected(AMOUNT_NOT_POSITIVE);
    }

    @Test
    void aHoldIsCountedFromTheTimeOfItsRecord() {
        given(opened(), deposited("10 EUR"))
                .at(NOW.plusSeconds(1))
                .when(hold("h", "4 EUR", "PT1M"))
                .then(held("h", "4 EUR", SOON.plusSeconds(1)));
        given(opened(), deposited("10 EUR"))
                .at(PAST.minusSeconds(1))
                .when(hold("h", "4 EUR", "PT1M"))
                .then(held("h", "4 EUR", PAST.plusSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,     ''",
        "PT0.001S, 2026-01-01T13:00:00.001Z",
        "P1D,      2026-01-02T13:00:00Z",
        "P1M,      2026-02-01T13:00:00Z",
        "P1Y,      2027-01-01T13:00:00Z",
        "P365D,    2027-01-01T13:00:00Z",
        "P366D,    ''",
        "P1YT0.001S, ''",
        "PT8760H,  2027-01-01T13:00:00Z",
        "PT8760H0.001S, ''",
        "P999999999Y, ''",
        "PT9999999999999H, ''"
    })
    void aHoldLastsAtMostAYear(String expiresIn, String expiresAt) {
        Scenario.Outcome outcome = given(opened(), deposited("10 EUR")).when(hold("h", "4 EUR", expiresIn));
        if (expiresAt.isEmpty()) {
            outcome.thenRejected(INVALID_EXPIRY);
        } else {
            outcome.then(held("h", "4 EUR", Instant.parse(expiresAt)));
        }
    }

    @Test
    void ofWhatIsCapturedTheRestIsReleasedAtOnce() {
        holding()
                .when(capture("h", "3 EUR"))
                .then(captured("h", "3 EUR", "1 EUR"), withdrawn("3 EUR", CAPTURE))
                .leaving("7 EUR", "0 EUR");
        holding()
                .when(capture("h", "4 EUR"))
                .then(captured("h", "4 EUR", "0 EUR"), withdrawn("4 EUR", CAPTURE))
                .leaving("6 EUR", "0 EUR");
        holding().when(capture("h", "4.01 EUR")).thenRejected(CAPTURE_EXCEEDS_HOLD);
        holding()
                .when(capture("h"))
                .then(captured("h", "4 EUR", "0 EUR"), withdrawn("4 EUR", CAPTURE))
                .leaving("6 EUR", "0 EUR");
        holding()
                .when(capturing("h", Optional.of(new BigDecimal("4")), Optional.empty(), Optional.empty()))
                .leaving("6 EUR", "0 EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "0 EUR,    amount-not-positive",
        "-1 EUR,   amount-not-positive",
        "1.001 EUR, too-many-fraction-digits",
        "1E999999999 EUR, amount-too-large",
        "1 USD,    hold-currency-differs",
        "1 eur,    invalid-currency",
        "1.5 JPY,  too-many-fraction-digits",
        "4.01 EUR, capture-exceeds-hold"
    })
    void whatIsCapturedIsMoneyOfTheHold(String money, String code) {
        holding().when(capture("h", money)).thenRejected(Rejection.ofCode(code).orElseThrow());
        holding()
                .when(capture("h", money, BOB))
                .thenRejected(Rejection.ofCode(code).orElseThrow());
    }

    @Test
    void aCaptureMaySayTheCurrencyAlone() {
        holding()
                .when(capturing("h", Optional.empty(), Optional.of("EUR"), Optional.empty()))
                .leaving("6 EUR", "0 EUR");
        holding()
                .when(capturing("h", Optional.empty(), Optional.of("USD"), Optional.empty()))
                .thenRejected(HOLD_CURRENCY_DIFFERS);
    }

    @Test
    void aCaptureToAnotherWalletIsAPromise() {
        holding()
                .when(capture("h", "3 EUR", BOB))
                .thenTelling(
                        new PromiseMade(alicesPromise(5), List.of(leg(BOB, "3 EUR")), ASKED, NOW, Memo.none(), CAPTURE),
                        captured("h", "3 EUR", "1 EUR", BOB),
                        promised(CAPTURE, leg(BOB, "3 EUR")))
                .leaving("7 EUR", "0 EUR");
        holding().when(capture("h", "3 EUR", ALICE)).thenRejected(TRANSFER_TO_SELF);
    }

    @Test
    void whatIsReleasedCanBeSpentAgain() {
        holding().when(release("h")).then(released("h", "4 EUR")).leaving("10 EUR", "0 EUR");
        holding(released("h", "4 EUR")).when(withdraw("10 EUR")).then(withdrawn("10 EUR"));
    }

    @Test
    void aHoldResolvesOnceAndTheCodeNamesWhatHappened() {
        capturedHold().when(capture("h")).thenRejected(HOLD_ALREADY_CAPTURED);
        capturedHold().when(release("h")).thenRejected(HOLD_ALREADY_CAPTURED);
        holding(released("h", "4 EUR")).when(capture("h")).thenRejected(HOLD_ALREADY_RELEASED);
        holding(released("h", "4 EUR")).when(release("h")).thenRejected(HOLD_ALREADY_RELEASED);
        holding(expired("h", "4 EUR")).when(capture("h")).thenRejected(HOLD_EXPIRED);
        holding(expired("h", "4 EUR")).when(release("h")).thenRejected(HOLD_EXPIRED);
        holding().when(capture("other")).thenRejected(HOLD_NOT_FOUND);
        holding().when(release("other")).thenRejected(HOLD_NOT_FOUND);
    }

    @Test
    void theIdOfAHoldIsNeverUsedAgain() {
        holding().when(hold("h", "1 EUR", "PT1M")).thenRejected(HOLD_ALREADY_EXISTS);
        capturedHold().when(hold("h", "1 EUR", "PT1M")).thenRejected(HOLD_ALREADY_EXISTS);
        holding(released("h", "4 EUR")).when(hold("h", "1 EUR", "PT1M")).thenRejected(HOLD_ALREADY_EXISTS);
        holding(expired("h", "4 EUR")).when(hold("h", "1 EUR", "PT1M")).thenRejected(HOLD_ALREADY_EXISTS);
    }

    @Test
    void aHoldExpiresInItsTimeAndNeverEarly() {
        holding().at(SOON.minusMillis(1)).when(DUE).thenNothing();
        holding().at(SOON).when(DUE).then(expired("h", "4 EUR")).leaving("10 EUR", "0 EUR");
        holding().at(SOON.plusSeconds(9)).when(DUE).then(expired("h", "4 EUR"));
    }

    @Test
    void aTimerThatRangEarlyIsSetAgain() {
        Memories early = remembering();
        early.timers().clear();
        early.memory().note(DUE, SOON.minusMillis(1));
        assertThat(early.timers()).containsOnly(entry(DUE, SOON));

        Memories inTime = remembering();
        inTime.timers().clear();
        inTime.memory().note(DUE, SOON);
        assertThat(inTime.timers()).isEmpty();
    }

    @Test
    void aHoldThatHasEndedIsRememberedInShort() {
        Memories memories = new Memories();
        Memo memo = Memo.of("order 7", Map.of("k", "v"));
        Wallet wallet = Wallet.unopened(ALICE);
        memories.memory().note(held("h", "4 EUR", SOON).to(wallet, new FactHead(ALICE, 3, ASKED, PAST, memo)));
        assertThat(memories.holds()).extracting(Hold::memo).containsExactly(memo);

        Wallet holding = wallet.with(
                Balance.zero(new Currency("EUR")).credited(money("4 EUR")).holding(money("4 EUR")));
        memories.memory().note(released("h", "4 EUR").to(holding, new FactHead(ALICE, 4, ASKED, PAST, memo)));
        assertThat(memories.holds()).extracting(Hold::memo).containsExactly(Memo.none());
    }

    private static Memories remembering() {
        Memories memories = new Memories();
        Wallet wallet = Wallet.unopened(ALICE);
        memories.memory().note(held("h", "4 EUR", SOON).to(wallet, new FactHead(ALICE, 3, ASKED, PAST, Memo.none())));
        return memories;
    }

    /** The capture was in the topic first, or the timer was: record times decide nothing else. */
    @Test
    void ofACaptureAndAnExpiryTheFirstWins() {
        holding().at(SOON.plusSeconds(1)).when(capture("h")).leaving("6 EUR", "0 EUR");
        holding().at(SOON.plusSeconds(1)).when(release("h")).then(released("h", "4 EUR"));
        capturedHold().at(SOON).when(DUE).thenNothing();
        holding(released("h", "4 EUR")).at(SOON).when(DUE).thenNothing();
        holding(expired("h", "4 EUR")).at(SOON).when(DUE).thenNothing();
        given(opened()).at(SOON).when(DUE).thenNothing();
        given().at(SOON).when(DUE).thenNothing();
    }

    @Test
    void theHoldsOfAFrozenWalletAreReleasedAndExpireButAreNotCaptured() {
        holding(frozen()).when(capture("h")).thenRejected(WALLET_FROZEN);
        holding(frozen()).when(hold("i", "1 EUR", "PT1M")).thenRejected(WALLET_FROZEN);
        holding(frozen()).when(release("h")).then(released("h", "4 EUR"));
        holding(frozen()).at(SOON).when(DUE).then(expired("h", "4 EUR"));
    }

    @Test
    void aWalletWithAnOpenHoldIsNotClosed() {
        given(opened(), limited("4 EUR"), held("h", "4 EUR", SOON))
                .when(close())
                .thenRejected(WALLET_NOT_EMPTY);
    }

    @Test
    void whatIsHeldOnCreditHasAtMostThirtyEightDigits() {
        Happening[] past = {opened(), deposited(LARGEST), limited(LARGEST), held("h", LARGEST, SOON)};
        given(past).when(hold("i", "1 POINTS", "PT1M")).thenRejected(BALANCE_TOO_LARGE);
        given(past[0], past[1], past[2]).when(hold("h", LARGEST, "PT1M")).leaving(LARGEST, LARGEST);
    }

    @Test
    void aCaptureCannotMakeABalanceLongerThanThirtyEightDigits() {
        String large = "1" + "0".repeat(37) + " POINTS";
        Happening[] past = {opened(), deposited(large), held("h", "1 POINTS", SOON)};
        given(past).when(capture("h", "0.01 POINTS")).thenRejected(BALANCE_TOO_LARGE);
        given(past).when(capture("h", "0.1 POINTS")).leaving("9".repeat(37) + ".9 POINTS", "0 POINTS");
        Happening[] limitLowered = {
            opened(),
            limited(large),
            withdrawn("9" + "0".repeat(36) + " POINTS"),
            held("h", "1 POINTS", SOON),
            limited("0 POINTS")
        };
        given(limitLowered).when(capture("h", "0.01 POINTS")).thenRejected(BALANCE_TOO_LARGE);
    }
}
