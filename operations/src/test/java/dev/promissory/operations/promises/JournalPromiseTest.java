package dev.promissory.operations.promises;

import static dev.promissory.operations.promises.Docket.ALICE;
import static dev.promissory.operations.promises.Docket.BOB;
import static dev.promissory.operations.promises.Docket.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import org.junit.jupiter.api.Test;

/** A promise with a deadline. */
class JournalPromiseTest {

    @Test
    void waitsForItsTimerOnceItsDeadlineHasPassed() {
        Docket docket = Docket.journal(NOW.minusSeconds(11), BOB).says(AgreementAsked.class, BOB);

        assertThat(docket.obstacle())
                .isEqualTo("timer-missing: its deadline 2026-01-01T10:59:49Z has passed, and its timer has not rung"
                        + " -> ./promissory promises resend journal~1");
        assertThat(docket.moreCommands(3).obstacle())
                .startsWith("unread: its timer waits, and the processor of wallet.commands-0 is behind by 3");
        assertThat(docket.nobodyServes().obstacle()).startsWith("unserved: its timer waits");
    }

    @Test
    void waitsForItsWalletsBeforeAndJustAfter() {
        Docket docket = Docket.journal(NOW.minusSeconds(1), BOB)
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
