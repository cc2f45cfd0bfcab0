package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.CommandHead;
import dev.promissory.gateway.PendingAnswers.Waiter;
import dev.promissory.protocol.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PendingAnswersTest {

    private static final Command COMMAND = new Freeze(CommandHead.of("alice", "f-1"));

    private final PendingAnswers<Command, Outcome> answers =
            new PendingAnswers<>(Addressee.STEWARDS.answers(), "p", Duration.ofSeconds(30));

    @Test
    void givesTheAnswerToTheOneWhoWaits() {
        Waiter<Command, Outcome> waiter = answers.register(COMMAND);
        Waiter<Command, Outcome> other = answers.register(COMMAND);

        assertThat(answers.expects(waiter.requestId())).isTrue();
        assertThat(answers.answer(waiter.requestId(), Answers.accepted(COMMAND)))
                .isTrue();

        assertThat(waiter.reply().join()).isEqualTo(new Reply.Answered<>(Answers.accepted(COMMAND)));
        assertThat(other.reply()).isNotDone();
        assertThat(answers.expects(waiter.requestId())).isFalse();
        assertThat(answers.size()).isEqualTo(1);
    }

    @Test
    void keepsTheFirstAnswer() {
        Waiter<Command, Outcome> waiter = answers.register(COMMAND);
        answers.answer(waiter.requestId(), Answers.accepted(COMMAND));

        assertThat(answers.answer(waiter.requestId(), Answers.replayed(COMMAND)))
                .isFalse();
        assertThat(waiter.reply().join()).isEqualTo(new Reply.Answered<>(Answers.accepted(COMMAND)));
    }

    @Test
    void isNotTakenInByTheAnswerToAnotherCommand() {
        Waiter<Command, Outcome> waiter = answers.register(COMMAND);

        assertThat(answers.answer(waiter.requestId(), Answers.accepted(new Freeze(CommandHead.of("alice", "f-9")))))
                .isFalse();
        assertThat(answers.answer(waiter.requestId(), Answers.accepted(new Freeze(CommandHead.of("bob", "f-1")))))
                .isFalse();
        assertThat(waiter.reply()).isNotDone();
    }

    @Test
    void forgetsWhoHasWaitedLongEnough() {
        PendingAnswers<Command, Outcome> impatient =
                new PendingAnswers<>(Addressee.STEWARDS.answers(), "p", Duration.ofMillis(1));

        Waiter<Command, Outcome> waiter = impatient.register(COMMAND);

        assertThat(waiter.reply().join()).isEqualTo(new Reply.Unknown<>());
        await().until(() -> impatient.size() == 0);
        assertThat(impatient.answer(waiter.requestId(), Answers.accepted(COMMAND)))
                .isFalse();
    }

    @Test
    void endsAllWaiting() {
        Waiter<Command, Outcome> one = answers.register(COMMAND);
        Waiter<Command, Outcome> two = answers.register(COMMAND);

        answers.giveUp("nobody");
        assertThat(answers.size()).isEqualTo(2);
        answers.giveUpAll();

        assertThat(one.reply().join()).isEqualTo(new Reply.Unknown<>());
        assertThat(two.reply().join()).isEqualTo(new Reply.Unknown<>());
        assertThat(answers.size()).isZero();
    }
}
