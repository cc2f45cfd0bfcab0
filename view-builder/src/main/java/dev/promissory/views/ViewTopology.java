package dev.promissory.views;

import dev.promissory.kit.RecordTime;
import dev.promissory.kit.WithStores;
import dev.promissory.kit.WriteBehindStore;
import dev.promissory.kit.WriteBehindWindowStore;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The views' dataflow. Nothing is written but the tables; queries read them where they are.
 *
 * <pre>
 *   wallet.facts ---> facts-in ----> facts ----> wallets    each wallet with its holds and schedules, each journal,
 *                                        |                  every fact they are made of, and what their past,
 *                                        |                  references and metadata are found by
 *                                        |-----> promises   the steps that its wallets and journals took in each
 *                                        +-----> supply     one row for each currency
 *
 *   wallet.outcomes -> outcomes-in -> outcomes -> outcomes  the first answer to each command, for 7 days
 *
 *   mint.facts -----> mint-in -----> mint ---> mint         each currency at the mint, and its facts' hashes
 *
 *   wallet.rates ---> rates-in ----> rates --> rates        the newest price of each pair, whole in every instance
 * </pre>
 *
 * The flows share nothing, so each has tasks of its own: an outcome is on its asker's partition, not its wallet's, and
 * the mint's facts are keyed by currency. Rates have no task at all but a thread that ends the instance when it fails,
 * so nothing on their topic may make it fail.
 */
final class ViewTopology {

    static final String WALLETS = "wallets";
    static final String PROMISES = "promises";
    static final String SUPPLY = "supply";
    static final String OUTCOMES = "outcomes";
    static final String MINT = "mint";
    static final String RATES = "rates";

    /** Those with a changelog; the rates are read from their own topic. */
    static final List<String> STORES_IN_KAFKA = List.of(WALLETS, PROMISES, SUPPLY, OUTCOMES, MINT);

    /** As long as wallet.outcomes itself. */
    static final Duration OUTCOMES_KEPT = Duration.ofDays(7);

    private static final String FACTS_SOURCE = "facts-in";
    private static final String OUTCOMES_SOURCE = "outcomes-in";
    private static final String MINT_SOURCE = "mint-in";

    private ViewTopology() {}

    /**
     * @param key the stewards'; without it facts that keep to the chain and outcomes are believed whoever wrote them
     * @param mintKey the mint's, for its facts alike
     * @param partitionOf which partition of wallet.facts or mint.facts a key belongs to
     */
    static Topology build(
            Optional<SigningKey> key,
            Optional<SigningKey> mintKey,
            ToIntFunction<byte[]> partitionOf,
            Positions positions,
            Doubts doubts,
            FoldMetrics metrics) {
        Deserializer<byte[]> bytes = new ByteArrayDeserializer();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        FACTS_SOURCE,
                        new RecordTime(),
                        bytes,
                        bytes,
                        Topic.FACTS.topicName())
                .addSource(
                        AutoOffsetReset.earliest(),
                        OUTCOMES_SOURCE,
                        new RecordTime(),
                        bytes,
                        bytes,
                        Topic.OUTCOMES.topicName())
                .addSource(
                        AutoOffsetReset.earliest(),
                        MINT_SOURCE,
                        new RecordTime(),
                        bytes,
                        bytes,
                        MintTopic.FACTS.topicName())
                .addProcessor(
                        "facts",
                        supplier(
                                List.of(rows(WALLETS), rows(PROMISES), supplyRows()),
                                () -> new FactsProcessor(key, partitionOf, positions, doubts, metrics)),
                        FACTS_SOURCE)
                .addProcessor(
                        "outcomes",
                        supplier(List.of(outcomeRows()), () -> new OutcomesProcessor(key, positions, metrics)),
                        OUTCOMES_SOURCE)
                .addProcessor(
                        "mint",
                        supplier(
                                List.of(rows(MINT)),
                                () -> new MintFactsProcessor(mintKey, partitionOf, positions, metrics)),
                        MINT_SOURCE)
                // Last, so that the tasks above keep the numbers that their folders on disk are named by.
                .addGlobalStore(
                        lastRates(),
                        "rates-in",
                        new RecordTime(),
                        bytes,
                        bytes,
                        Topic.RATES.topicName(),
                        "rates",
                        () -> new RatesProcessor(metrics));
    }

    /**
     * Not cached: a list that is read while the cache is flushed could miss a row. Wallets and their facts are in one
     * store because a crash keeps a store's puts in their order, but not those of two stores; see {@link FactJudge}.
     */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> rows(String name) {
        return WriteBehindStore.builder(name);
    }

    /** Cached: nearly every fact changes one of its few rows, and only the last state of a commit need be written. */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> supplyRows() {
        return rows(SUPPLY).withCachingEnabled();
    }

    /**
     * A window store, though nothing is windowed: it drops what is over age by whole segments, without looking. One that
     * keeps all that is put in a millisecond, in its order, so that no answer is put over another.
     */
    private static StoreBuilder<WindowStore<Bytes, byte[]>> outcomeRows() {
        return WriteBehindWindowStore.builder(OUTCOMES, OUTCOMES_KEPT, Duration.ofMillis(1), true);
    }

    /** In memory: one row for each pair, read from its short topic at every start. */
    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> lastRates() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(RATES), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled();
    }

    private static WithStores<Void, Void> supplier(
            List<StoreBuilder<?>> stores, ProcessorSupplier<byte[], byte[], Void, Void> processors) {
        return new WithStores<>(processors, new LinkedHashSet<>(stores));
    }
}
