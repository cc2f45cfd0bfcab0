package dev.promissory.operations.promises;

import static dev.promissory.operations.promises.Docket.ALICE;
import static dev.promissory.operations.promises.Docket.BOB;
import static dev.promissory.operations.promises.Docket.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import org.junit.jupiter.api.Test;

/** A promise that one receiver alone decides. */
class PromiseToOneTest {

    private static final PromiseId LATER = new PromiseId(ALICE, 12);
    private static final String NOT_SIGNED = "no steward signed this message";

    @Test
    void waitsForAProcessorWhereNoneReads() {
        Docket docket = Docket.transfer(BOB).says(PromiseMade.class, BOB).nobodyServes();

        assertThat(docket.obstacle())
                .isEqualTo("unserved: PromiseMade to bob at wallet.transfers-0@0 waits, and no processor has"
                        + " wallet.transfers-0 -> start a processor");
    }

    @Test
    void waitsForItsTurnWhereTheProcessorIsBehind() {
        Docket docket = Docket.transfer(BOB).says(PromiseMade.class, BOB);

        assertThat(docket.obstacle()).startsWith("unread: ").contains("is behind by 1 -> wait");
    }

    @Test
    void isNamedWithTheLetterThatHoldsItsMessage() {
        Docket docket =
                Docket.transfer(BOB).says(PromiseMade.class, BOB).allRead().letter(7, 0, NOT_SIGNED, true);

        assertThat(docket.obstacle())
                .isEqualTo("set-aside: PromiseMade to bob at wallet.transfers-0@0 was set aside as letter 7: "
                        + NOT_SIGNED + ", says a processor that has another key -> give every processor the key it"
                        + " is signed with, then ./promissory dead-letters replay 7");
    }

    @Test
    void isSentAnewWhenItsLetterWasDiscardedOrForgotten() {
        Docket docket = Docket.transfer(BOB).says(PromiseMade.class, BOB).allRead();
        assertThat(docket.obstacle()).contains("its letter is no longer kept -> ./promissory promises resend alice~9");

        docket.letter(7, 0, NOT_SIGNED, false);

        assertThat(docket.obstacle())
                .startsWith("without-trace: ")
                .contains("letter 7 (" + NOT_SIGNED + ") was discarded -> ./promissory promises resend alice~9");
    }

    @Test
    void isSentAnewWhenItWasNeverWritten() {
        assertThat(Docket.transfer(BOB).obstacle())
                .isEqualTo("never-written: PromiseMade to bob follows from the fact at wallet.facts-0@0, and was"
                        + " never written: the log is not whole -> ./promissory promises resend alice~9, and"
                        + " ./promissory audit");
    }

    @Test
    void isReturnedWhenItsReceiverHasAnsweredALaterOne() {
        Docket docket = Docket.transfer(BOB)
                .says(PromiseMade.class, BOB)
                .allRead()
                .letter(7, 0, NOT_SIGNED, true)
                .says(new PromiseKept(LATER, BOB));

        assertThat(docket.obstacle())
                .isEqualTo("overtaken: bob never answered, and has answered the later alice~12"
                        + " (wallet.transfers-0@1): it takes this one no more -> ./promissory promises resend"
                        + " alice~9, which has it returned");
    }

    @Test
    void isNotOvertakenByWhatAnotherAnsweredOrWhatItsReceiverAnsweredAfterIt() {
        Docket another = Docket.transfer(BOB)
                .says(PromiseMade.class, BOB)
                .says(new PromiseKept(LATER, CAROL))
                .says(new PromiseKept(new PromiseId(ALICE, 8), BOB));
        assertThat(another.obstacles()).extracting(Obstacle::code).containsExactly("unread");

        Docket answered = Docket.transfer(BOB)
                .says(PromiseMade.class, BOB)
                .says(new PromiseRefused(new PromiseId(ALICE, 9), BOB, Rejection.WALLET_NOT_FOUND))
                .says(new PromiseKept(LATER, BOB));
        assertThat(answered.obstacles()).extracting(Obstacle::code).containsExactly("unread");
    }

    @Test
    void isForTheAuditWhenItWasAnsweredAndNobodyKnowsHow() {
        Docket docket = Docket.transfer(BOB)
                .says(PromiseMade.class, BOB)
                .allRead()
                .letter(7, 0, "promise alice~9 has been answered before", true);

        assertThat(docket.obstacle()).startsWith("unexplained: ").endsWith("-> ./promissory audit");
    }

    @Test
    void waitsForItsSenderToHearTheAnswer() {
        Docket docket =
                Docket.transfer(BOB).says(PromiseMade.class, BOB).allRead().received(BOB);
        assertThat(docket.obstacle()).startsWith("never-written: PromiseKept by bob follows from");

        docket.says(PromiseKept.class, BOB);
        assertThat(docket.obstacle()).startsWith("unread: PromiseKept by bob at wallet.transfers-0@1");

        docket.allRead();
        assertThat(docket.obstacles()).isEmpty();

        docket.letter(8, 1, NOT_SIGNED, true);
        assertThat(docket.obstacle()).startsWith("set-aside: PromiseKept by bob");
    }

    @Test
    void waitsForItsSenderToHearTheRefusal() {
        Docket docket =
                Docket.transfer(BOB).says(PromiseMade.class, BOB).allRead().refused(BOB);
        assertThat(docket.obstacle()).startsWith("never-written: PromiseRefused by bob");

        docket.says(PromiseRefused.class, BOB).allRead().letter(8, 1, NOT_SIGNED, true);
        assertThat(docket.obstacle()).startsWith("set-aside: PromiseRefused by bob");

        docket.returned(BOB, BOB);
        assertThat(docket.obstacles()).isEmpty();
        assertThat(docket.promise().isOver()).isTrue();
    }
}
