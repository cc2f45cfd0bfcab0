package dev.promissory.mint.service;

import dev.promissory.kit.RecordTime;
import dev.promissory.kit.WithStores;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.protocol.TopicSpec.Keeping;
import dev.promissory.protocol.TopicSpec.Partitioning;
import dev.promissory.reactions.FactReactions;
import dev.promissory.reactions.Outbox;
import dev.promissory.reactions.ReactionRules;
import dev.promissory.steward.Outgoing;
import dev.promissory.steward.ReplyPartitioner;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The mint's dataflow. The wallets' facts and answers have partitions and times of their own; the currencies' stewards
 * below, whose state counts, read only topics that the broker stamps and the mint lays out.
 *
 * <pre>
 *   wallet.facts ----> reactions (Witness) -- seen-facts --+
 *   wallet.outcomes -> refusals ---------------------------+--> mint.sightings
 *
 *   mint.commands ---> commands --+-- currencies          +--> mint.facts
 *   mint.sightings --> sightings -+   open-asks           +--> mint.outcomes
 *                                     pending-commands    +--> mint.outbox --> Courier --> wallet.commands
 *                                     seen-places         +--> wallet.dead-letters
 *                                     remembered-commands
 *                                     applied-offsets
 * </pre>
 */
final class MintTopology {

    /** What was seen of the wallets, on its way to the currencies' stewards. Keyed by currency code. */
    static final TopicSpec SIGHTINGS = new TopicSpec("mint.sightings", Partitioning.BY_WALLET, Keeping.days(7), true);

    static final String FACTS_SINK = "facts";
    static final String OUTCOMES_SINK = "outcomes";
    static final String OUTBOX_SINK = "outbox";
    static final String DEAD_LETTERS_SINK = "dead-letters";
    static final String REFUSALS_SINK = "refusals-out";

    private static final String COMMANDS = "commands";
    private static final String SEEN = "sightings";
    private static final String REFUSALS = "refusals";

    private MintTopology() {}

    /** All topics the mint needs beside the wallets'. */
    static List<TopicSpec> topics() {
        List<TopicSpec> topics = new ArrayList<>(MintTopic.specs());
        topics.add(SIGHTINGS);
        topics.add(Outbox.topic(Mint.NAME));
        return topics;
    }

    /** @param stewardsKey the wallets' stewards', to check their facts and refusals with, when the mint has it */
    static Topology build(MintRules rules, Optional<SigningKey> stewardsKey, MeterRegistry registry) {
        MintMetrics metrics = new MintMetrics(registry);
        Witness witness = new Witness(rules);
        Topology topology = new Topology();
        FactReactions.addTo(
                topology,
                new ReactionRules(
                        Mint.NAME, witness, stewardsKey, rules.layout().walletPartitions(), List.of(SIGHTINGS)),
                registry);
        Deserializer<byte[]> bytesIn = new ByteArrayDeserializer();
        Serializer<byte[]> keyOut = new ByteArraySerializer();
        Serializer<Outgoing> valueOut = Outgoing.serializer();
        Set<StoreBuilder<?>> stores = MintStores.builders(rules.rememberFor());
        String[] deciders = {COMMANDS, SEEN};
        return topology.addSource("commands-in", bytesIn, bytesIn, MintTopic.COMMANDS.topicName())
                .addSource("sightings-in", bytesIn, bytesIn, SIGHTINGS.name())
                .addSource(
                        AutoOffsetReset.earliest(),
                        "outcomes-in",
                        new RecordTime(),
                        bytesIn,
                        bytesIn,
                        Topic.OUTCOMES.topicName())
                .addProcessor(
                        COMMANDS,
                        new WithStores<>(() -> new MintCommandProcessor(rules, metrics), stores),
                        "commands-in")
                .addProcessor(
                        SEEN, new WithStores<>(() -> new SightingProcessor(rules, metrics), stores), "sightings-in")
                .addProcessor(REFUSALS, () -> new RefusalProcessor(rules, stewardsKey), "outcomes-in")
                .addSink(REFUSALS_SINK, SIGHTINGS.name(), keyOut, valueOut, REFUSALS)
                .addSink(FACTS_SINK, MintTopic.FACTS.topicName(), keyOut, valueOut, deciders)
                .addSink(
                        OUTCOMES_SINK,
                        MintTopic.OUTCOMES.topicName(),
                        keyOut,
                        valueOut,
                        new ReplyPartitioner(),
                        deciders)
                .addSink(OUTBOX_SINK, Outbox.topic(Mint.NAME).name(), keyOut, valueOut, deciders)
                .addSink(DEAD_LETTERS_SINK, Topic.DEAD_LETTERS.topicName(), keyOut, valueOut, deciders);
    }
}
