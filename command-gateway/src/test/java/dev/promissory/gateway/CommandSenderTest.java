package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.CommandHead;
import dev.promissory.gateway.CommandSender.Wait;
import dev.promissory.gateway.Reply.NotAccepted;
import dev.promissory.gateway.Reply.Refusal;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

class CommandSenderTest {

    private static final Command COMMAND = new Freeze(CommandHead.of("alice", "f-1"));
    private static final byte[] VALUE = CommandJson.write(COMMAND);

    private final FakeCommands commands = new FakeCommands();
    private final PendingAnswers<Command, Outcome> answers =
            new PendingAnswers<>(Addressee.STEWARDS.answers(), "p", Duration.ofSeconds(30));
    private final List<Throwable> broken = new ArrayList<>();
    private final CommandSender<Command, Outcome> sender = sender(1, Duration.ofMillis(50));

    @Test
    void hearsAnAnswerThatIsFasterThanTheSend() {
        commands.on((record, callback) -> {
            String requestId =
                    HeaderNames.read(record.headers(), HeaderNames.REQUEST_ID).orElseThrow();
            assertThat(answers.answer(requestId, Answers.accepted(COMMAND))).isTrue();
            FakeCommands.acknowledge(record, callback);
        });

        assertThat(sender.send(COMMAND, VALUE, Wait.FOR_THE_ANSWER).join())
                .isEqualTo(new Reply.Answered<>(Answers.accepted(COMMAND)));
        assertThat(answers.size()).isZero();
    }

    @Test
    void waitsOnAfterKafkaHasTheCommand() {
        commands.on(FakeCommands::acknowledge);

        assertThat(sender.send(COMMAND, VALUE, Wait.FOR_THE_ANSWER)).isNotDone();
    }

    @Test
    void isContentWithKafkaWhenAskedToBe() {
        commands.on(FakeCommands::acknowledge);

        assertThat(sender.send(COMMAND, VALUE, Wait.FOR_KAFKA).join()).isEqualTo(new Reply.Recorded<>());
    }

    @Test
    void waitsForRoomInABatch() throws Exception {
        CompletableFuture<Reply<Outcome>> first = sender.send(COMMAND, VALUE, Wait.FOR_THE_ANSWER);

        assertThat(sender.sendWhenThereIsRoom(COMMAND, VALUE).join())
                .isEqualTo(new NotAccepted<>(Refusal.TOO_MANY_IN_FLIGHT));
        assertThat(commands.sent).hasSize(1);

        answers.giveUpAll();
        assertThat(first.join()).isEqualTo(new Reply.Unknown<>());
        assertThat(sender.sendWhenThereIsRoom(COMMAND, VALUE)).isNotDone();
        assertThat(commands.sent).hasSize(2);
    }

    @Test
    void givesTheRoomBackWhateverHappens() {
        for (FakeCommands.Handling handling : List.of(
                FakeCommands.throwing(new IllegalStateException("closed")),
                FakeCommands.refuse(new org.apache.kafka.common.errors.TimeoutException("full")),
                FakeCommands.failOnItsWay(new org.apache.kafka.common.errors.TimeoutException("late")))) {
            commands.on(handling);
            assertThat(sender.send(COMMAND, VALUE, Wait.FOR_THE_ANSWER).join())
                    .isNotEqualTo(new NotAccepted<>(Refusal.TOO_MANY_IN_FLIGHT));
        }
        assertThat(answers.size()).isZero();
    }

    @Test
    void knowsThatAnInterruptedSendLeftNothing() {
        commands.on(FakeCommands.throwing(new InterruptException("stop")));

        assertThat(sender.send(COMMAND, VALUE, Wait.FOR_THE_ANSWER).join())
                .isEqualTo(new NotAccepted<>(Refusal.KAFKA_UNAVAILABLE));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(broken).isEmpty();
    }

    @Test
    void takesNothingOnceItIsToRefuseAll() {
        sender.refuseAll();

        assertThat(sender.send(COMMAND, VALUE, Wait.FOR_THE_ANSWER).join())
                .isEqualTo(new NotAccepted<>(Refusal.KAFKA_UNAVAILABLE));
        assertThat(commands.sent).isEmpty();
    }

    @Test
    void doesNotWaitUntilKafkaHasACommandThatItSendsAtOnce() {
        CompletableFuture<Void> everythingArrived = new CompletableFuture<>();
        commands.onFlush(everythingArrived::join);
        try {
            assertThat(CompletableFuture.runAsync(() -> sender.send(COMMAND, VALUE, Wait.FOR_THE_ANSWER)))
                    .succeedsWithin(Duration.ofSeconds(10));
            await().untilAtomic(commands.flushes, is(1));
        } finally {
            everythingArrived.complete(null);
        }
    }

    private CommandSender<Command, Outcome> sender(int maxInFlight, Duration patience) {
        GatewaySettings settings = new GatewaySettings(
                new KafkaConnection("nowhere:1", Map.of()),
                patience,
                maxInFlight,
                new ViewsAddress.Nowhere(),
                OptionalInt.empty(),
                4);
        BrokerProbe broker = new BrokerProbe(() -> {}, System::nanoTime, broken::add);
        GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry());
        return new CommandSender<>(
                Addressee.STEWARDS, commands, answers, broker, () -> false, 0, settings, metrics, broken::add);
    }
}
