package dev.promissory.views;

import dev.promissory.kit.Faults;
import dev.promissory.kit.Health;
import dev.promissory.kit.RocksMemory;
import dev.promissory.kit.StreamsLife;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.WalletPartitions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;

/** A generation on Kafka Streams: an instance, a group and a folder of its own. */
final class StreamedGeneration implements Generation {

    private final GenerationName name;
    private final Positions positions;
    private final Doubts doubts;
    private final Freshness freshness;
    private final RocksMemory memory;
    private final StreamsLife life;
    private final StoreSource stores;
    private final EndOffsets ends;

    private StreamedGeneration(
            GenerationName name,
            Positions positions,
            Doubts doubts,
            Freshness freshness,
            RocksMemory memory,
            StreamsLife life,
            EndOffsets ends) {
        this.name = name;
        this.positions = positions;
        this.doubts = doubts;
        this.freshness = freshness;
        this.memory = memory;
        this.life = life;
        this.stores = new StreamedStores(life.streams());
        this.ends = ends;
    }

    /**
     * What all generations have in common.
     *
     * @param key the stewards'
     * @param mintKey the mint's
     * @param admin not closed by them
     */
    record Common(
            ViewSettings settings,
            Optional<SigningKey> key,
            Optional<SigningKey> mintKey,
            TopicLayout layout,
            Admin admin,
            MeterRegistry registry,
            FoldMetrics metrics) {}

    /**
     * @param faults is told what it cannot go on after
     * @throws IllegalStateException when its tables cannot be opened; nothing is left running
     */
    static Generation start(GenerationName name, Common common, Faults faults) {
        Positions positions = new Positions();
        Doubts doubts = new Doubts();
        Freshness freshness = new Freshness(positions);
        int partitions = common.layout().walletPartitions();
        Topology topology = ViewTopology.build(
                common.key(),
                common.mintKey(),
                recordKey -> WalletPartitions.of(recordKey, partitions),
                positions,
                doubts,
                common.metrics());
        RocksMemory memory = ViewKafka.rocksMemory();
        StreamsLife life = new StreamsLife(
                ViewBuilder.NAME,
                topology,
                ViewKafka.streams(name, common.settings(), positions, memory),
                faults,
                common.registry());
        life.start();
        EndOffsets ends = EndOffsets.watch(
                common.admin(),
                inputs(common.layout()),
                freshness,
                Clock.systemUTC(),
                fault -> faults.report(ViewBuilder.NAME, fault));
        return new StreamedGeneration(name, positions, doubts, freshness, memory, life, ends);
    }

    /** Every partition that a generation is folded from. */
    static List<TopicPartition> inputs(TopicLayout layout) {
        List<TopicPartition> inputs = new ArrayList<>();
        for (String topic : GenerationName.INPUTS) {
            for (int number = 0; number < layout.of(topic).partitions(); number++) {
                inputs.add(new TopicPartition(topic, number));
            }
        }
        return inputs;
    }

    @Override
    public GenerationName name() {
        return name;
    }

    @Override
    public StoreSource stores() {
        return stores;
    }

    @Override
    public Positions positions() {
        return positions;
    }

    @Override
    public Doubts doubts() {
        return doubts;
    }

    @Override
    public Optional<Instant> asOf(TopicPartition partition) {
        return freshness.asOf(partition);
    }

    @Override
    public boolean running() {
        return life.ready();
    }

    @Override
    public Health health() {
        return new ViewHealth(positions, freshness, doubts).of(life.health());
    }

    @Override
    public Map<String, Object> progress() {
        long folded = 0;
        long left = 0;
        for (TopicPartition partition : positions.here()) {
            folded += positions.folded(partition).orElse(0);
            left += freshness.lag(partition).orElse(0);
        }
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("generation", name.number());
        progress.putAll(life.health().details());
        progress.put("folded", folded);
        progress.put("left", left);
        return progress;
    }

    @Override
    public double lag(TopicPartition input) {
        var lag = freshness.lag(input);
        return lag.isPresent() ? lag.getAsLong() : Double.NaN;
    }

    @Override
    public void close() {
        ends.close();
        life.close();
        memory.close();
    }
}
