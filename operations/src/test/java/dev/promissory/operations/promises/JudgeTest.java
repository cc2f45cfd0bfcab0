package dev.promissory.operations.promises;

import static dev.promissory.operations.promises.Docket.ALICE;
import static dev.promissory.operations.promises.Docket.BOB;
import static dev.promissory.operations.promises.Docket.CAROL;
import static dev.promissory.operations.promises.Docket.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final PromiseId LATER = new PromiseId(ALICE, 12);
    private static final String NOT_SIGNED = "no steward signed this message";

    @Nested
    class OfOneReceiver {

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
            assertThat(docket.obstacle())
                    .contains("its letter is no longer kept -> ./promissory promises resend alice~9");

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

    @Nested
    class OfSeveral {

        @Test
        void waitsForEachThatHasNotAgreed() {
            Docket docket = asked().agreed(BOB).says(PromiseAgreed.class, BOB).allRead();
            docket.letter(7, 1, NOT_SIGNED, true);

            assertThat(docket.obstacle())
                    .startsWith("set-aside: AgreementAsked to carol")
                    .contains("letter 7");
        }

        @Test
        void waitsForItsSenderToHearThatAllHaveAgreed() {
            Docket docket = asked().agreed(BOB)
                    .says(PromiseAgreed.class, BOB)
                    .agreed(CAROL)
                    .allRead();
            assertThat(docket.obstacle()).startsWith("never-written: PromiseAgreed by carol");

            docket.says(PromiseAgreed.class, CAROL);
            assertThat(docket.obstacle()).startsWith("unread: PromiseAgreed by carol");

            docket.allRead();
            assertThat(docket.obstacle()).startsWith("unexplained: ");
        }

        @Test
        void waitsForEachToDoItsPartWhenItIsSettled() {
            Docket docket = agreed().settled(BOB, CAROL)
                    .says(PromiseSettled.class, BOB)
                    .allRead()
                    .received(BOB)
                    .says(PromiseKept.class, BOB)
                    .allRead();
            assertThat(docket.obstacle()).startsWith("never-written: PromiseSettled to carol");

            docket.says(PromiseSettled.class, CAROL)
                    .allRead()
                    .received(CAROL)
                    .says(PromiseKept.class, CAROL)
                    .allRead();
            assertThat(docket.obstacles()).isEmpty();
            assertThat(docket.promise().isOver()).isTrue();
        }

        @Test
        void waitsForThoseThatHadAgreedWhenItIsReturned() {
            Docket docket = asked().refused(BOB)
                    .says(PromiseRefused.class, BOB)
                    .agreed(CAROL)
                    .says(PromiseAgreed.class, CAROL)
                    .returned(BOB, BOB, CAROL)
                    .allRead();
            assertThat(docket.obstacle()).startsWith("never-written: PromiseReleased to carol");

            docket.says(PromiseReleased.class, CAROL);
            assertThat(docket.obstacle()).startsWith("unread: PromiseReleased to carol");

            docket.allRead().released(CAROL);
            assertThat(docket.obstacles()).isEmpty();
            assertThat(docket.promise().isOver()).isTrue();
        }

        /** To ask now would bind somebody to a promise that nobody will release it from. */
        @Test
        void asksNobodyAnyMoreWhenItIsReturned() {
            Docket neverAsked = Docket.transfer(BOB, CAROL)
                    .says(AgreementAsked.class, BOB)
                    .refused(BOB)
                    .says(PromiseRefused.class, BOB)
                    .returned(BOB, BOB, CAROL)
                    .allRead();
            assertThat(neverAsked.obstacles()).isEmpty();

            Docket setAside = asked().refused(BOB)
                    .says(PromiseRefused.class, BOB)
                    .returned(BOB, BOB, CAROL)
                    .says(PromiseReleased.class, CAROL)
                    .allRead()
                    .letter(7, 1, NOT_SIGNED, true);
            assertThat(setAside.obstacles()).isEmpty();
        }

        @Test
        void releasesAnewWhoAgreedAfterItsReleaseHadGoneBy() {
            Docket docket = asked().refused(BOB)
                    .says(PromiseRefused.class, BOB)
                    .returned(BOB, BOB, CAROL)
                    .says(PromiseReleased.class, CAROL)
                    .says(AgreementAsked.class, CAROL)
                    .allRead()
                    .agreed(CAROL);

            assertThat(docket.obstacle())
                    .startsWith("without-trace: PromiseReleased to carol")
                    .contains("it came before carol had agreed -> ./promissory promises resend alice~9");
            assertThat(docket.promise().hasLooseEnds()).isTrue();
        }

        private Docket asked() {
            return Docket.transfer(BOB, CAROL).says(AgreementAsked.class, BOB).says(AgreementAsked.class, CAROL);
        }

        private Docket agreed() {
            return asked().agreed(BOB)
                    .agreed(CAROL)
                    .says(PromiseAgreed.class, BOB)
                    .says(PromiseAgreed.class, CAROL)
                    .allRead();
        }
    }

    @Nested
    class OfAJournal {

        @Test
        void waitsForItsTimerOnceItsDeadlineHasPassed() {
            Docket docket = Docket.journal(NOW.minusSeconds(1), BOB).says(AgreementAsked.class, BOB);

            assertThat(docket.obstacle())
                    .isEqualTo("timer-missing: its deadline 2026-01-01T10:59:59Z has passed, and its timer has not rung"
                            + " -> ./promissory promises resend journal~1");
            assertThat(docket.moreCommands(3).obstacle())
                    .startsWith("unread: its timer waits, and the processor of wallet.commands-0 is behind by 3");
            assertThat(docket.nobodyServes().obstacle()).startsWith("unserved: its timer waits");
        }

        @Test
        void waitsForItsWalletsBefore() {
            Docket docket = Docket.journal(NOW, BOB)
                    .says(AgreementAsked.class, ALICE)
                    .says(AgreementAsked.class, BOB)
                    .agreed(ALICE)
                    .says(PromiseAgreed.class, ALICE);

            assertThat(docket.obstacles())
                    .extracting(docket::text)
                    .satisfiesExactly(
                            first -> assertThat(first).startsWith("unread: AgreementAsked to bob"),
                            second -> assertThat(second).startsWith("unread: PromiseAgreed by alice"));
        }
    }
}
