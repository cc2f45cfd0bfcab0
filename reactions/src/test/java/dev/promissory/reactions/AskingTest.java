package dev.promissory.reactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Command;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import dev.promissory.examples.LowBalanceAlarm;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a command that a reaction asks, and of the answer to it. */
class AskingTest {

    @TempDir
    private Path stateDir;

    /** Doubles each deposit, and notes what the steward said. */
    private static final class Doubler implements AskingReaction {

        private final List<String> answers = new ArrayList<>();

        @Override
        public void on(SeenFact seen, Desk desk) {
            desk.keep("asked", seen.name());
            RequestedMoney money = RequestedMoney.of("1.00", "EUR");
            desk.ask(new Command.Deposit(
                    new CommandHead(
                            new WalletId("treasury"),
                            seen.commandId("double"),
                            OptionalLong.empty(),
                            List.of(),
                            Memo.none()),
                    money));
        }

        @Override
        public void answered(Outcome outcome, Desk desk) {
            answers.add(outcome.commandId() + " for " + desk.note("asked").orElse("nobody"));
        }
    }

    @Test
    void aCommandWaitsInTheOutboxUnderAnIdThatFollowsFromTheFact() {
        try (Neighbourhood neighbourhood = new Neighbourhood(stateDir, new Doubler())) {
            neighbourhood.fact(new FactTape("alice").deposited("1.00"));

            TestRecord<byte[], byte[]> asked =
                    neighbourhood.written("test.outbox").getFirst();
            assertThat(new String(asked.key(), StandardCharsets.UTF_8)).isEqualTo("treasury");
            assertThat(CommandJson.read(asked.value())).asString().contains("Readable");
            assertThat(new String(asked.value(), StandardCharsets.UTF_8)).containsPattern("double-[0-9a-f]{32}");
            assertThat(header(asked, HeaderNames.REQUEST_ID)).isEqualTo("test:alice");
            assertThat(header(asked, HeaderNames.REPLY_PARTITION)).isEqualTo("0");
            assertThat(header(asked, HeaderNames.CAUSE)).isEqualTo("wallet.facts-0@0");
        }
    }

    @Test
    void theSameFactAlwaysGivesTheSameId(@TempDir Path again) {
        String first;
        try (Neighbourhood neighbourhood = new Neighbourhood(stateDir, new Doubler())) {
            neighbourhood.fact(new FactTape("alice").deposited("1.00"));
            first = new String(neighbourhood.written("test.outbox").getFirst().value(), StandardCharsets.UTF_8);
        }
        try (Neighbourhood neighbourhood = new Neighbourhood(again, new Doubler())) {
            neighbourhood.fact(new FactTape("alice").deposited("1.00"));
            assertThat(neighbourhood.written("test.outbox").getFirst().value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(first);
        }
    }

    @Test
    void anAnswerComesBackToTheWalletWhoseFactItWasAbout() {
        Doubler doubler = new Doubler();
        try (Neighbourhood neighbourhood = new Neighbourhood(stateDir, doubler)) {
            FactTape alice = new FactTape("alice");
            neighbourhood.fact(alice.deposited("1.00"));
            neighbourhood.outcome(outcome("test:alice", "c-1"));
            neighbourhood.outcome(outcome("test:bob", "c-2"));
        }
        assertThat(doubler.answers).hasSize(2);
        assertThat(doubler.answers.getFirst()).matches("c-1 for [0-9a-f]{32}");
        assertThat(doubler.answers.getLast()).isEqualTo("c-2 for nobody");
    }

    @Test
    void answersForOthersAndGarbageArePassedOver() {
        Doubler doubler = new Doubler();
        try (Neighbourhood neighbourhood = new Neighbourhood(stateDir, doubler)) {
            neighbourhood.outcome(outcome("another:alice", "c-1"));
            neighbourhood.outcome(outcome("test", "c-1"));
            neighbourhood.outcome(outcome("test:not a wallet", "c-1"));
            Headers ours = headers("test:alice");
            neighbourhood.outcome(new TestRecord<>(HeaderNames.text("alice"), null, ours, FactTape.START));
            neighbourhood.outcome(
                    new TestRecord<>(HeaderNames.text("alice"), HeaderNames.text("{}"), ours, FactTape.START));
            neighbourhood.outcome(new TestRecord<>(HeaderNames.text("alice"), HeaderNames.text("{}")));
        }
        assertThat(doubler.answers).isEmpty();
    }

    @Test
    void whoDoesNotListenMayNotAsk() {
        Doubler doubler = new Doubler();
        try (Neighbourhood neighbourhood = new Neighbourhood(stateDir, (seen, desk) -> doubler.on(seen, desk))) {
            assertThatThrownBy(() -> neighbourhood.fact(new FactTape("alice").deposited("1.00")))
                    .hasRootCauseInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void toldIsOnlyWhatTheSettingsName() {
        try (Neighbourhood neighbourhood =
                new Neighbourhood(stateDir, (seen, desk) -> desk.tell(LowBalanceAlarm.ALARMS, "alice", new byte[0]))) {
            assertThatThrownBy(() -> neighbourhood.fact(new FactTape("alice").deposited("1.00")))
                    .hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mint", "wallet", "", "Alarm", "a.b", "-a"})
    void aNameThatIsTakenOrIllFormedIsRefused(String name) {
        assertThatThrownBy(() -> NeighbourSettings.of(name, "localhost:1", stateDir))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theWalletsTopicsAreNotTheNeighboursOwn() {
        NeighbourSettings settings = NeighbourSettings.of("alarm", "localhost:1", stateDir);
        assertThatThrownBy(() -> settings.telling(Topic.COMMANDS.spec()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wallet.commands is not the neighbour's own");
    }

    private static TestRecord<byte[], byte[]> outcome(String requestId, String commandId) {
        Outcome outcome = new Outcome.Rejected(
                new WalletId("treasury"),
                new CommandId(commandId),
                3,
                Rejection.WALLET_FROZEN,
                "frozen",
                Optional.empty(),
                false);
        return new TestRecord<>(
                HeaderNames.text("treasury"), OutcomeJson.write(outcome), headers(requestId), FactTape.START);
    }

    private static Headers headers(String requestId) {
        return new RecordHeaders().add(HeaderNames.REQUEST_ID, HeaderNames.text(requestId));
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return HeaderNames.read(record.headers(), name).orElseThrow();
    }
}
