package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.CommandHead;
import dev.promissory.gateway.PendingAnswers.Waiter;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class OutcomeListenerTest {

    private static final Command COMMAND = new Freeze(CommandHead.of("alice", "f-1"));

    private final PendingAnswers<Command, Outcome> answers =
            new PendingAnswers<>(Addressee.STEWARDS.answers(), "p", Duration.ofSeconds(30));
    private final List<Throwable> broken = new ArrayList<>();

    @Test
    void standsAtTheEndBeforeItReturns() {
        FakeOutcomes outcomes = new FakeOutcomes(41);

        try (OutcomeListener<Outcome> listener = listen(outcomes)) {
            TopicPartition partition = new TopicPartition("wallet.outcomes", FakeOutcomes.PARTITION);
            assertThat(outcomes.assignment()).containsExactly(partition);
            assertThat(outcomes.subscription()).isEmpty();
            assertThat(outcomes.position(partition)).isEqualTo(41);
            assertThat(listener.listening()).isTrue();
            assertThat(listener.partition()).isEqualTo(FakeOutcomes.PARTITION);
        }
    }

    @Test
    void handsAnswersOver() {
        FakeOutcomes outcomes = new FakeOutcomes(41);
        try (OutcomeListener<Outcome> listener = listen(outcomes)) {
            Waiter<Command, Outcome> waiter = answers.register(COMMAND);

            outcomes.put(
                    new RecordHeaders().add(HeaderNames.REQUEST_ID, HeaderNames.text(waiter.requestId())),
                    OutcomeJson.write(Answers.accepted(COMMAND)));

            assertThat(waiter.reply().join()).isEqualTo(new Reply.Answered<>(Answers.accepted(COMMAND)));
            assertThat(listener.listening()).isTrue();
        }
    }

    @Test
    void givesUpOnATombstone() {
        FakeOutcomes outcomes = new FakeOutcomes();
        try (OutcomeListener<Outcome> listener = listen(outcomes)) {
            Waiter<Command, Outcome> waiter = answers.register(COMMAND);

            outcomes.put(new RecordHeaders().add(HeaderNames.REQUEST_ID, HeaderNames.text(waiter.requestId())), null);

            assertThat(waiter.reply().join()).isEqualTo(new Reply.Unknown<>());
            assertThat(listener.listening()).isTrue();
        }
    }

    @Test
    void closesItsConsumerWithoutComplaint() {
        FakeOutcomes outcomes = new FakeOutcomes();
        OutcomeListener<Outcome> listener = listen(outcomes);

        listener.close();

        assertThat(listener.listening()).isFalse();
        assertThat(outcomes.closed()).isTrue();
        assertThat(broken).isEmpty();
    }

    @Test
    void doesNotStartWithoutKnowingWhereItStands() {
        FakeOutcomes outcomes = new FakeOutcomes();
        outcomes.hidePosition();

        assertThatThrownBy(() -> listen(outcomes)).isInstanceOf(TimeoutException.class);
    }

    private OutcomeListener<Outcome> listen(FakeOutcomes outcomes) {
        return OutcomeListener.start(
                outcomes,
                new TopicPartition(Topic.OUTCOMES.topicName(), FakeOutcomes.PARTITION),
                OutcomeJson::read,
                answers,
                new GatewayMetrics(new SimpleMeterRegistry()),
                broken::add);
    }
}
