package dev.promissory.processor;

import static dev.promissory.processor.Asks.deposit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.steward.GroupCommit;
import dev.promissory.steward.Outgoing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The consumer group's offsets are lost or set back: the same records come again, under the offsets they had. */
class RedeliveryTest {

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private MockProcessorContext<byte[], Outgoing> context;
    private CommandProcessor processor;

    @BeforeEach
    void start() {
        ProcessorSettings settings = Stewards.settings(stateDir);
        context = new MockProcessorContext<>(
                ProcessorKafka.streams(settings, ProcessorKafka.commits(settings)),
                new TaskId(0, 0),
                stateDir.toFile());
        context.setCurrentStreamTimeMs(Stewards.START.toEpochMilli());
        for (StoreBuilder<?> builder : StewardStores.builders(Duration.ofHours(24))) {
            StateStore store =
                    builder.withLoggingDisabled().withCachingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
        }
        deploy(Stewards.layout(1));
    }

    @AfterEach
    void stop() {
        StewardStores.builders(Duration.ofHours(24)).forEach(builder -> {
            StateStore store = context.getStateStore(builder.name());
            store.close();
        });
    }

    @Test
    void aRecordThatWasAppliedIsSkipped() {
        whenRead(4, deposit("d-1", "alice", "1.00 EUR"));
        whenRead(7, deposit("d-2", "alice", "2.00 EUR"));
        context.resetForwards();

        whenRead(4, deposit("d-1", "alice", "1.00 EUR"));
        whenRead(7, deposit("d-2", "alice", "2.00 EUR"));

        assertThat(context.forwarded()).as("no fact, and no second answer").isEmpty();
        assertThat(meters.counter("promissory.records.already.applied").count()).isEqualTo(2);
        whenRead(8, deposit("d-3", "alice", "4.00 EUR"));
        assertThat(facts()).containsExactly("alice#4 MoneyDeposited 4.00 EUR -> 7.00 EUR");
    }

    /** Longer ago than commands are remembered: only the offset knows. */
    @Test
    void soIsOneWhoseAnswerIsForgotten() {
        whenRead(4, deposit("d-1", "alice", "1.00 EUR"));
        context.setCurrentStreamTimeMs(Stewards.START.plus(Duration.ofDays(40)).toEpochMilli());
        whenRead(5, deposit("d-2", "alice", "2.00 EUR"));
        context.resetForwards();

        whenRead(4, deposit("d-1", "alice", "1.00 EUR"));

        assertThat(context.forwarded()).isEmpty();
    }

    @Test
    void aTopicThatWasMadeAnewHasNewRecords() {
        whenRead(4, deposit("d-1", "alice", "1.00 EUR"));
        context.resetForwards();

        Map<String, TopicLayout.Placed> topics =
                new HashMap<>(Stewards.layout(1).topics());
        topics.put(Topic.COMMANDS.topicName(), new TopicLayout.Placed(1, new Uuid(2, 0)));
        deploy(new TopicLayout(topics));
        whenRead(0, deposit("d-2", "alice", "2.00 EUR"));

        assertThat(facts()).containsExactly("alice#3 MoneyDeposited 2.00 EUR -> 3.00 EUR");
    }

    private void deploy(TopicLayout layout) {
        StewardRules rules = new StewardRules(true, Duration.ofHours(24), Stewards.KEY, layout);
        processor = new CommandProcessor(
                rules,
                new StewardMetrics(meters),
                new GroupCommit(Duration.ofMillis(100), Duration.ZERO),
                partition -> false);
        processor.init(context);
    }

    private void whenRead(long offset, Command command) {
        context.setRecordMetadata(Topic.COMMANDS.topicName(), 0, offset);
        byte[] key = StewardScenario.bytes(command.walletId().value());
        processor.process(new Record<>(key, CommandJson.write(command), context.currentStreamTimeMs()));
    }

    private List<String> facts() {
        return context.forwarded(StewardTopology.FACTS_SINK).stream()
                .map(forwarded ->
                        Telling.of(FactJson.read(forwarded.record().value().value())))
                .toList();
    }
}
