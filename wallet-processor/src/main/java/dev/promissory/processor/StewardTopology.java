package dev.promissory.processor;

import dev.promissory.kit.WithStores;
import dev.promissory.protocol.Topic;
import dev.promissory.steward.GroupCommit;
import dev.promissory.steward.Outgoing;
import dev.promissory.steward.ReplyPartitioner;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The stewards' dataflow.
 *
 * <pre>
 *          +--- timers -------------------------------------+
 *          v                                                |
 *   wallet.commands --> commands  --+                  +----+--> wallet.facts
 *                                   |-- stores         +-------> wallet.outcomes      (commands only)
 *   wallet.transfers -> transfers --+   wallets        +-------> wallet.transfers     (and round again)
 *          ^                            memory         +-------> wallet.dead-letters
 *          |                            received-promises   |
 *          |                            remembered-commands |
 *          |                            applied-offsets     |
 *          +--- messages -----------------------------------+
 * </pre>
 *
 * Both processors of a partition share its stores and its thread, so a wallet has one steward. All that one input record
 * leads to, its own offset included, commits in one transaction.
 */
final class StewardTopology {

    static final String FACTS_SINK = "facts";
    static final String TRANSFERS_SINK = "transfers-out";
    static final String OUTCOMES_SINK = "outcomes";
    static final String DEAD_LETTERS_SINK = "dead-letters";
    static final String TIMERS_SINK = "timers-out";

    private static final String COMMANDS_SOURCE = "commands-in";
    private static final String TRANSFERS_SOURCE = "transfers-in";
    private static final String COMMANDS = "commands";
    private static final String TRANSFERS = "transfers";

    private StewardTopology() {}

    /**
     * @param commits that Kafka Streams is set up for
     * @param hasFacts as {@link CommandProcessor} has it
     */
    static Topology build(StewardRules rules, StewardMetrics metrics, GroupCommit commits, IntPredicate hasFacts) {
        Deserializer<byte[]> bytesIn = new ByteArrayDeserializer();
        Serializer<byte[]> keyOut = new ByteArraySerializer();
        Serializer<Outgoing> valueOut = Outgoing.serializer();
        Set<StoreBuilder<?>> stores = StewardStores.builders(rules.rememberFor());
        return new Topology()
                .addSource(COMMANDS_SOURCE, bytesIn, bytesIn, Topic.COMMANDS.topicName())
                .addSource(TRANSFERS_SOURCE, bytesIn, bytesIn, Topic.TRANSFERS.topicName())
                .addProcessor(
                        COMMANDS,
                        new WithStores<>(() -> new CommandProcessor(rules, metrics, commits, hasFacts), stores),
                        COMMANDS_SOURCE)
                .addProcessor(
                        TRANSFERS,
                        new WithStores<>(() -> new TransferProcessor(rules, metrics, commits), stores),
                        TRANSFERS_SOURCE)
                .addSink(FACTS_SINK, Topic.FACTS.topicName(), keyOut, valueOut, COMMANDS, TRANSFERS)
                .addSink(TRANSFERS_SINK, Topic.TRANSFERS.topicName(), keyOut, valueOut, COMMANDS, TRANSFERS)
                .addSink(TIMERS_SINK, Topic.COMMANDS.topicName(), keyOut, valueOut, COMMANDS)
                .addSink(OUTCOMES_SINK, Topic.OUTCOMES.topicName(), keyOut, valueOut, new ReplyPartitioner(), COMMANDS)
                .addSink(DEAD_LETTERS_SINK, Topic.DEAD_LETTERS.topicName(), keyOut, valueOut, COMMANDS, TRANSFERS);
    }
}
