package dev.promissory.domain;

import static dev.promissory.domain.Ask.deposit;
import static dev.promissory.domain.Ask.exchange;
import static dev.promissory.domain.Ask.from;
import static dev.promissory.domain.Ask.journal;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Rejection.AMOUNT_NOT_POSITIVE;
import static dev.promissory.domain.Rejection.DEADLINE_PASSED;
import static dev.promissory.domain.Rejection.ID_TAKEN;
import static dev.promissory.domain.Rejection.INSUFFICIENT_FUNDS;
import static dev.promissory.domain.Rejection.INVALID_CURRENCY;
import static dev.promissory.domain.Rejection.INVALID_EXPIRY;
import static dev.promissory.domain.Rejection.NOT_A_WALLET;
import static dev.promissory.domain.Rejection.RATE_MISMATCH;
import static dev.promissory.domain.Rejection.TOO_MANY_LEGS;
import static dev.promissory.domain.Rejection.TRANSFER_TO_SELF;
import static dev.promissory.domain.Rejection.WALLET_FROZEN;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.ASKED;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.bobsPromise;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.posting;
import static dev.promissory.domain.Scenario.promiseOf;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.domain.Command.OpenJournal;
import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Journals as their own steward knows them. Here, the journal is called alice. */
class JournalScenariosTest {

    private static final WalletId DAVE = new WalletId("dave");
    private static final PromiseId JOURNAL = alicesPromise(1);
    private static final Parts PARTS = Parts.of(JOURNAL);
    private static final Instant DEADLINE = NOW.plusSeconds(30);
    private static final Timer DUE = new Timer.JournalDue(JOURNAL);

    /** Bob both gives and takes. */
    private static final Posting[] LEGS = {posting(BOB, CAROL, "1 EUR"), posting(DAVE, BOB, "2 USD")};

    private static Scenario journalOf(Happening... then) {
        Happening[] past = new Happening[then.length + 1];
        past[0] = PARTS.journalOpened(DEADLINE, LEGS);
        System.arraycopy(then, 0, past, 1, then.length);
        return given(past);
    }

    private static AgreementAsked asked(WalletId of, Posting... postings) {
        return new AgreementAsked(JOURNAL, of, List.of(postings), ASKED, NOW, Memo.none(), Occasion.NONE);
    }

    @Test
    void everyWalletIsAskedOnceForItsPart() {
        given().when(journal("PT30S", from(BOB, CAROL, "1 EUR"), from(DAVE, BOB, "2 USD")))
                .thenTelling(
                        List.of(asked(BOB, LEGS), asked(CAROL, LEGS[0]), asked(DAVE, LEGS[1])),
                        PARTS.journalOpened(DEADLINE, LEGS));
        given().withAutoOpen(false)
                .when(journal("PT30S", from(BOB, CAROL, "1 EUR"), from(DAVE, BOB, "2 USD")))
                .thenTelling(
                        List.of(asked(BOB, LEGS), asked(CAROL, LEGS[0]), asked(DAVE, LEGS[1])),
                        PARTS.journalOpened(DEADLINE, LEGS));
    }

    @Test
    void aJournalHasAnIdOfItsOwnAndLegsBetweenWallets() {
        given(opened()).when(journal("PT30S", from(BOB, CAROL, "1 EUR"))).thenRejected(ID_TAKEN);
        journalOf().when(journal("PT30S", from(BOB, CAROL, "1 EUR"))).thenRejected(ID_TAKEN);
        given().when(journal("PT30S", from(BOB, ALICE, "1 EUR"))).thenRejected(NOT_A_WALLET);
        given().when(journal("PT30S", from(ALICE, BOB, "1 EUR"))).thenRejected(NOT_A_WALLET);
        given().when(journal("PT30S", from(BOB, CAROL, "1 EUR"), from(CAROL, CAROL, "1 EUR")))
                .thenRejected(TRANSFER_TO_SELF);
        given().when(journal("PT30S", from(BOB, CAROL, "1 EUR"), from(CAROL, BOB, "0 EUR")))
                .thenRejected(AMOUNT_NOT_POSITIVE);
        given().when(journal("PT0S", from(BOB, CAROL, "1 EUR"))).thenRejected(INVALID_EXPIRY);
        given().when(journal("P366D", from(BOB, CAROL, "1 EUR"))).thenRejected(INVALID_EXPIRY);
        given().when(journal("PT30S", nCopies(101, from(BOB, CAROL, "1 EUR")))).thenRejected(TOO_MANY_LEGS);
        Scenario.Outcome hundred = given().when(journal("PT30S", nCopies(100, from(BOB, CAROL, "1 EUR"))));
        assertThat(((Accepted) hundred.decision()).messages()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OpenJournal(CommandHead.of("alice", "c"), List.of(), TimeSpan.of(Duration.ofSeconds(30))));
    }

    @Test
    void nothingCanBeRequiredOfANewJournal() {
        Scenario asked = given().expectingSequence(0);

        assertThatIllegalArgumentException().isThrownBy(() -> asked.when(journal("PT30S", from(BOB, CAROL, "1 EUR"))));
        assertThatIllegalArgumentException().isThrownBy(() -> asked.when(exchange(BOB, "1 EUR", CAROL, "1 USD", "1")));
    }

    @Test
    void aJournalHasNoMoney() {
        journalOf().when(deposit("1 EUR")).thenRejected(NOT_A_WALLET);
        journalOf()
                .when(promiseOf("5 EUR", bobsPromise(7)))
                .thenTelling(new PromiseRefused(bobsPromise(7), ALICE, NOT_A_WALLET));
        journalOf()
                .when(new AgreementAsked(
                        bobsPromise(7),
                        ALICE,
                        List.of(posting(BOB, ALICE, "1 EUR")),
                        ASKED,
                        PAST,
                        Memo.none(),
                        Occasion.NONE))
                .thenTelling(new PromiseRefused(bobsPromise(7), ALICE, NOT_A_WALLET));
    }

    @Test
    void whenAllHaveAgreedTheJournalSettles() {
        journalOf().when(new PromiseAgreed(JOURNAL, BOB)).thenNothing();
        journalOf()
                .andHeard(new PromiseAgreed(JOURNAL, BOB), new PromiseAgreed(JOURNAL, DAVE))
                .when(new PromiseAgreed(JOURNAL, DAVE))
                .thenNothing();
        journalOf()
                .andHeard(new PromiseAgreed(JOURNAL, BOB), new PromiseAgreed(JOURNAL, DAVE))
                .when(new PromiseAgreed(JOURNAL, CAROL))
                .thenTelling(
                        List.of(
                                new PromiseSettled(JOURNAL, BOB),
                                new PromiseSettled(JOURNAL, CAROL),
                                new PromiseSettled(JOURNAL, DAVE)),
                        PARTS.journalSettled(LEGS));
    }

    @Test
    void whenOneRefusesTheOthersAreReleased() {
        journalOf()
                .andHeard(new PromiseAgreed(JOURNAL, BOB))
                .when(new PromiseRefused(JOURNAL, DAVE, INSUFFICIENT_FUNDS))
                .thenTelling(
                        List.of(
                                new PromiseReleased(JOURNAL, BOB, DAVE, INSUFFICIENT_FUNDS),
                                new PromiseReleased(JOURNAL, CAROL, DAVE, INSUFFICIENT_FUNDS)),
                        PARTS.journalReturned(DAVE, INSUFFICIENT_FUNDS, LEGS));
        journalOf(PARTS.journalReturned(DAVE, INSUFFICIENT_FUNDS, LEGS))
                .when(new PromiseRefused(JOURNAL, CAROL, WALLET_FROZEN))
                .thenNothing();
        journalOf(PARTS.journalReturned(DAVE, INSUFFICIENT_FUNDS, LEGS))
                .when(new PromiseAgreed(JOURNAL, CAROL))
                .thenNothing();
    }

    @Test
    void whatHasNotConvergedByItsDeadlineReturns() {
        journalOf().at(DEADLINE.minusMillis(1)).when(DUE).thenNothing();
        journalOf()
                .andHeard(new PromiseAgreed(JOURNAL, BOB), new PromiseAgreed(JOURNAL, DAVE))
                .at(DEADLINE)
                .when(DUE)
                .thenTelling(
                        List.of(
                                new PromiseReleased(JOURNAL, BOB, ALICE, DEADLINE_PASSED),
                                new PromiseReleased(JOURNAL, CAROL, ALICE, DEADLINE_PASSED),
                                new PromiseReleased(JOURNAL, DAVE, ALICE, DEADLINE_PASSED)),
                        PARTS.journalReturned(ALICE, DEADLINE_PASSED, LEGS));
    }

    /** The last agreement was in the topic first, or the timer was. */
    @Test
    void ofTheDeadlineAndTheLastAgreementTheFirstWins() {
        journalOf()
                .andHeard(new PromiseAgreed(JOURNAL, BOB), new PromiseAgreed(JOURNAL, DAVE))
                .at(DEADLINE.plusSeconds(1))
                .when(new PromiseAgreed(JOURNAL, CAROL))
                .thenTelling(
                        List.of(
                                new PromiseSettled(JOURNAL, BOB),
                                new PromiseSettled(JOURNAL, CAROL),
                                new PromiseSettled(JOURNAL, DAVE)),
                        PARTS.journalSettled(LEGS));
        journalOf(PARTS.journalSettled(LEGS)).at(DEADLINE).when(DUE).thenNothing();
        journalOf(PARTS.journalReturned(ALICE, DEADLINE_PASSED, LEGS))
                .at(DEADLINE.plusSeconds(1))
                .when(new PromiseAgreed(JOURNAL, CAROL))
                .thenNothing();
        journalOf(PARTS.journalReturned(ALICE, DEADLINE_PASSED, LEGS))
                .at(DEADLINE)
                .when(DUE)
                .thenNothing();
    }

    @Test
    void whatIsSettledIsForgottenWhenAllHaveKeptIt() {
        Memories memories = new Memories();
        StewardMemory memory = memories.memory();
        Wallet unopened = Wallet.unopened(ALICE);
        FactHead first = new FactHead(ALICE, 1, ASKED, PAST, Memo.none());
        memory.note(PARTS.journalOpened(DEADLINE, LEGS).to(unopened, first));
        assertThat(memories.timers()).containsOnlyKeys(DUE);
        memory.note(PARTS.journalSettled(LEGS).to(unopened, new FactHead(ALICE, 2, ASKED, PAST, Memo.none())));
        assertThat(memories.timers()).isEmpty();
        memory.note(new PromiseAgreed(JOURNAL, CAROL));
        memory.note(new PromiseKept(JOURNAL, BOB));
        memory.note(new PromiseKept(JOURNAL, BOB));
        memory.note(new PromiseKept(JOURNAL, DAVE));
        assertThat(memories.promises()).as("to agree is not to keep").hasSize(1);
        memory.note(new PromiseKept(JOURNAL, CAROL));
        assertThat(memories.promises()).isEmpty();
    }

    /** What is bought is what is sold times the rate; who rounds it, up or down, stays below one unit of its end. */
    @ParameterizedTest
    @CsvSource({
        "10 EUR,  12.50 USD,  1.25,       yes",
        "10 EUR,  12.51 USD,  1.25,       no",
        "10 EUR,  12.49 USD,  1.25,       no",
        "10 EUR,  12.34 USD,  1.2345,     yes",
        "10 EUR,  12.35 USD,  1.2345,     yes",
        "10 EUR,  12.33 USD,  1.2345,     no",
        "10 EUR,  12.36 USD,  1.2345,     no",
        "10 EUR,  12 USD,     1.2345,     no",
        "1 EUR,   0.01 USD,   0.0000001,  yes",
        "10 EUR,  163 JPY,    16.35,      yes",
        "10 EUR,  164 JPY,    16.35,      yes",
        "10 EUR,  165 JPY,    16.35,      no",
        "1 EUR,   0.33333333 BTC, 0.333333333333, yes",
        "1 EUR,   0.33333334 BTC, 0.333333333333, yes",
        "1 EUR,   0.33333335 BTC, 0.333333333333, no",
        "1 EUR,   0.50000000 BTC, 0.500000004,    yes",
        "1 EUR,   0.50000000 BTC, 0.51,           no",
        "1 EUR,   100.00 POINTS,  100.009,        yes",
        "1 EUR,   100.00 POINTS,  100.9,          no",
        "1 EUR,   100 POINTS,     100.9,          yes",
        "1 EUR,   1E2 POINTS,     101,            no",
        "1 EUR,   1 USD,      0,          no",
        "1 EUR,   1 USD,      -1,         no",
        "1 EUR,   1 USD,      1E999999999,  no",
        "1 EUR,   1 USD,      1E-999999999, no",
        "0.000000000000000001 BTC, 1E37 POINTS, 1E55, yes"
    })
    void anExchangeIsHeldToItsRate(String sell, String buy, String rate, String good) {
        Scenario.Outcome outcome = given().when(exchange(BOB, sell, CAROL, buy, rate));
        if (good.equals("no")) {
            outcome.thenRejected(RATE_MISMATCH);
        } else {
            Posting[] legs = {posting(BOB, CAROL, sell), posting(CAROL, BOB, buy)};
            Occasion occasion = new Occasion.Exchange(new BigDecimal(rate));
            outcome.thenTelling(
                    List.of(
                            new AgreementAsked(JOURNAL, BOB, List.of(legs), ASKED, NOW, Memo.none(), occasion),
                            new AgreementAsked(JOURNAL, CAROL, List.of(legs), ASKED, NOW, Memo.none(), occasion)),
                    Parts.of(JOURNAL, occasion).journalOpened(DEADLINE, legs));
        }
    }

    @Test
    void anExchangeIsAJournal() {
        given(opened()).when(exchange(BOB, "1 EUR", CAROL, "1 USD", "1")).thenRejected(ID_TAKEN);
        given().when(exchange(BOB, "1 EUR", BOB, "1 USD", "1")).thenRejected(TRANSFER_TO_SELF);
        given().when(exchange(ALICE, "1 EUR", BOB, "1 USD", "1")).thenRejected(NOT_A_WALLET);
        given().when(exchange(BOB, "1 eur", CAROL, "1 USD", "1")).thenRejected(INVALID_CURRENCY);
        given().when(exchange(BOB, "1 EUR", CAROL, "0 USD", "1")).thenRejected(AMOUNT_NOT_POSITIVE);
    }
}
