package dev.promissory.operations.promises;

import static dev.promissory.operations.promises.Docket.BOB;
import static dev.promissory.operations.promises.Docket.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import org.junit.jupiter.api.Test;

/** A promise that several must agree to. */
class PromiseToSeveralTest {

    private static final String NOT_SIGNED = "no steward signed this message";

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
        Docket docket =
                asked().agreed(BOB).says(PromiseAgreed.class, BOB).agreed(CAROL).allRead();
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
