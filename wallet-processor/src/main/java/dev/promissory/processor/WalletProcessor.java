package dev.promissory.processor;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.Service;
import dev.promissory.kit.StreamsLife;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicProvisioner;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/** The stewards of the wallets on this instance's partitions. It has no routes of its own. */
public final class WalletProcessor implements Service {

    /** The consumer group of all processors of a cluster. */
    public static final String GROUP = ProcessorKafka.APPLICATION_ID;

    private static final String NAME = "processor";

    private final StreamsLife life;

    private WalletProcessor(StreamsLife life) {
        this.life = life;
    }

    /**
     * Starts the stewards; they work as soon as their state is restored, which {@link #health} shows.
     *
     * @throws IllegalArgumentException when the signing key cannot be had
     * @throws dev.promissory.protocol.TopicMismatchException when the cluster's topics cannot serve
     */
    public static WalletProcessor start(ProcessorSettings settings, MeterRegistry registry, Fatal fatal) {
        SigningKey key = settings.createSigningKey()
                ? SigningKey.loadOrCreate(settings.signingKeyFile())
                : SigningKey.load(settings.signingKeyFile());
        TopicLayout layout;
        try (Admin admin = Admin.create(settings.kafka().with(Map.of()))) {
            layout = new TopicProvisioner(admin, settings.partitions(), settings.defaultPartitions()).provision();
        }
        StewardRules rules = new StewardRules(settings.autoOpen(), settings.rememberFor(), key, layout);
        Topology topology = StewardTopology.build(rules, new StewardMetrics(registry));
        StreamsLife life = new StreamsLife(NAME, topology, ProcessorKafka.streams(settings), fatal, registry);
        life.start();
        return new WalletProcessor(life);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Health health() {
        return life.health();
    }

    @Override
    public void close() {
        life.close();
    }
}
