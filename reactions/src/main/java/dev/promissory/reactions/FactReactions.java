package dev.promissory.reactions;

import dev.promissory.kit.RecordTime;
import dev.promissory.kit.WithStores;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.protocol.TopicSpec.Keeping;
import dev.promissory.protocol.TopicSpec.Partitioning;
import dev.promissory.steward.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The dataflow of a reaction, as part of a topology.
 *
 * <pre>
 *   wallet.facts ------> facts-in ----> reactions --+-- seen-facts   +--> topics of the neighbour's own
 *                                                   |-- notes        |
 *   [name].answers ----> answers-in --> answers ----+                +--> [name].outbox --> Courier
 *          ^
 *          +---------- router <-- outcomes-in <-- wallet.outcomes        (only for one that asks)
 * </pre>
 */
public final class FactReactions {

    static final String OUTBOX_SINK = "outbox";
    static final String ANSWERS_SINK = "answers-out";

    private static final String SEEN_FACTS = "seen-facts";
    private static final String FACTS_SOURCE = "facts-in";
    private static final String ANSWERS_SOURCE = "answers-in";
    private static final String REACTIONS = "reactions";
    private static final String ANSWERS = "answers";
    private static final String OUTCOMES_SOURCE = "outcomes-in";
    private static final String ROUTER = "router";

    private FactReactions() {}

    /**
     * The answers to the neighbour with this name, {@code <name>.answers}, each where its wallet's facts are. They come
     * from wallet.outcomes, whose partitions and times are other people's choice, and no store should hang on those.
     */
    static TopicSpec answersTopic(String neighbour) {
        return new TopicSpec(neighbour + ".answers", Partitioning.BY_WALLET, Keeping.days(7), true);
    }

    /** Adds the dataflow; what it is added to must be processed exactly once. */
    public static void addTo(Topology topology, ReactionRules rules, MeterRegistry registry) {
        ReactionMetrics metrics = new ReactionMetrics(rules.neighbour(), registry);
        Set<StoreBuilder<?>> stores = new LinkedHashSet<>(List.of(LastFacts.builder(SEEN_FACTS), Notes.builder()));
        Deserializer<byte[]> bytes = new ByteArrayDeserializer();
        topology.addSource(
                        AutoOffsetReset.earliest(),
                        FACTS_SOURCE,
                        new RecordTime(),
                        bytes,
                        bytes,
                        Topic.FACTS.topicName())
                .addProcessor(
                        REACTIONS, with(stores, () -> new ReactionProcessor(rules, SEEN_FACTS, metrics)), FACTS_SOURCE);
        if (rules.asks()) {
            String answers = answersTopic(rules.neighbour()).name();
            topology.addSource(
                            AutoOffsetReset.earliest(),
                            OUTCOMES_SOURCE,
                            new RecordTime(),
                            bytes,
                            bytes,
                            Topic.OUTCOMES.topicName())
                    .addProcessor(ROUTER, () -> new AnswerRouter(rules.neighbour()), OUTCOMES_SOURCE)
                    .addSource(ANSWERS_SOURCE, bytes, bytes, answers)
                    .addProcessor(ANSWERS, with(stores, () -> new AnswerProcessor(rules)), ANSWERS_SOURCE);
            addSink(topology, ANSWERS_SINK, answersTopic(rules.neighbour()), ROUTER);
            addSink(topology, OUTBOX_SINK, Outbox.topic(rules.neighbour()), REACTIONS, ANSWERS);
        }
        String[] tellers = rules.asks() ? new String[] {REACTIONS, ANSWERS} : new String[] {REACTIONS};
        rules.tells().forEach(topic -> addSink(topology, topic.name(), topic, tellers));
    }

    private static WithStores<byte[], Outgoing> with(
            Set<StoreBuilder<?>> stores, ProcessorSupplier<byte[], byte[], byte[], Outgoing> processors) {
        return new WithStores<>(processors, stores);
    }

    private static void addSink(Topology topology, String name, TopicSpec topic, String... parents) {
        Serializer<byte[]> key = new ByteArraySerializer();
        Serializer<Outgoing> value = Outgoing.serializer();
        topology.addSink(name, topic.name(), key, value, parents);
    }
}
