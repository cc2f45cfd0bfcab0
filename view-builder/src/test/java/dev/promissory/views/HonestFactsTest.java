package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.HoldId;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What detects lies keeps quiet where nobody lies, however often the views are killed. */
final class HonestFactsTest {

    private static final int FACTS = 100_000;
    private static final int WALLETS = 100;
    private static final int RESTARTS = 40;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void aHundredThousandHonestFactsUnderRestartsRaiseNoDoubt() {
        Random random = new Random(20261125);
        List<SealedFact> facts = history(random);
        Stored stored = new Stored();
        int committed = 0;
        for (int restart = 0; restart <= RESTARTS; restart++) {
            int reached = restart == RESTARTS
                    ? facts.size()
                    : Math.min(facts.size(), (int) ((long) facts.size() * (restart + 1) / RESTARTS));
            try (Task task = stored.start()) {
                for (int offset = committed; offset < reached; offset++) {
                    task.process(facts.get(offset), offset);
                }
                assertThat(task.doubts.here()).as("after %d facts", reached).isEqualTo(SharedTrust.WHOLE);
            }
            // Whatever was folded since comes again.
            committed = Math.max(0, reached - random.nextInt(2_000));
        }

        assertThat(facts).hasSizeGreaterThanOrEqualTo(FACTS);
        for (Trust.Kind kind : Trust.Kind.values()) {
            assertThat(counted(kind.label())).as(kind.label()).isZero();
        }
        assertThat(counted("stray")).isZero();
        assertThat(counted("folded")).isEqualTo(facts.size());
        assertThat(counted("redelivered")).isGreaterThan(RESTARTS * 300);
    }

    /** The counter-example, in the same way: one byte in one of them is told. */
    @Test
    void oneByteInOneOfThemIsTold() {
        List<SealedFact> facts = new ArrayList<>(history(new Random(7), 2_000));
        SealedFact altered = facts.get(1_234);
        byte[] value = altered.value().clone();
        value[value.length / 2] ^= 1;
        facts.set(1_234, new SealedFact(altered.key(), value, altered.seal(), altered.at()));

        try (Task task = new Stored().start()) {
            for (int offset = 0; offset < facts.size(); offset++) {
                task.process(facts.get(offset), offset);
            }
            assertThat(task.doubts.here().wallets()).isEqualTo(1);
        }
        assertThat(counted("forged")).isGreaterThanOrEqualTo(1);
    }

    private double counted(String result) {
        return metrics.counter("promissory.views.facts", "result", result).count();
    }

    private static List<SealedFact> history(Random random) {
        return history(random, FACTS);
    }

    /** All that wallets do with each other, in the order that chance gives to the messages. */
    private static List<SealedFact> history(Random random, int count) {
        Stewards stewards = new Stewards();
        List<SealedFact> facts = new ArrayList<>();
        for (int wallet = 0; wallet < WALLETS; wallet++) {
            stewards.deposit("w" + wallet, "1000000.00", "EUR");
        }
        int holds = 0;
        while (facts.size() < count) {
            String one = "w" + random.nextInt(WALLETS);
            String other = "v" + random.nextInt(WALLETS);
            switch (random.nextInt(5)) {
                case 0 -> stewards.deposit(one, "5.00", "EUR");
                case 1 -> stewards.transfer(one, other + " 1.00 EUR");
                case 2 -> stewards.transfer(one, other + " 1.00 EUR", "carol 0.50 EUR");
                case 3 -> stewards.deposit(other, "0.5", "BTC");
                default -> {
                    HoldId hold = new HoldId("h-" + holds++);
                    stewards.hold(one, hold.value(), "2.00", "EUR");
                    stewards.ask(
                            one,
                            head -> new CaptureHold(head, hold, Optional.empty(), Optional.empty(), Optional.empty()));
                }
            }
            for (int left = random.nextInt(4); left > 0; left--) {
                stewards.deliverAny(random);
            }
            facts.addAll(stewards.written());
        }
        stewards.deliverAll();
        facts.addAll(stewards.written());
        return facts;
    }

    /** The stores of one partition, which outlive those that work on them. */
    private final class Stored {

        private final List<KeyValueStore<Bytes, byte[]>> stores = new ArrayList<>();

        Stored() {
            MockProcessorContext<Void, Void> context = context();
            for (String name : List.of(ViewTopology.WALLETS, ViewTopology.PROMISES, ViewTopology.SUPPLY)) {
                KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingDisabled()
                        .build();
                store.init(context.getStateStoreContext(), store);
                stores.add(store);
            }
        }

        Task start() {
            return new Task(stores);
        }
    }

    private MockProcessorContext<Void, Void> context() {
        return new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
    }

    /** One life of the processor. */
    private final class Task implements AutoCloseable {

        private final Doubts doubts = new Doubts();
        private final MockProcessorContext<Void, Void> context = context();
        private final FactsProcessor processor = new FactsProcessor(
                Optional.of(Pen.KEY),
                key -> WalletPartitions.of(key, 1),
                new Positions(),
                doubts,
                new FoldMetrics(metrics));

        Task(List<KeyValueStore<Bytes, byte[]>> stores) {
            stores.forEach(context::addStateStore);
            processor.init(context);
        }

        void process(SealedFact fact, long offset) {
            context.setRecordMetadata(Topic.FACTS.topicName(), 0, offset);
            processor.process(
                    new Record<>(fact.keyBytes(), fact.value(), fact.at().toEpochMilli(), fact.headers()));
        }

        @Override
        public void close() {
            processor.close();
        }
    }
}
