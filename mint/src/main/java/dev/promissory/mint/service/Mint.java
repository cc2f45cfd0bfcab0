package dev.promissory.mint.service;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.RocksMemory;
import dev.promissory.kit.Service;
import dev.promissory.kit.StreamsLife;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicProvisioner;
import dev.promissory.reactions.Courier;
import dev.promissory.steward.ExactlyOnce;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/** The mint, running. It has no routes of its own: what it is asked comes by its topic, what it did is on another. */
public final class Mint implements Service {

    static final String NAME = "mint";

    /** Whoever waits for an issue waits for three of these; in a flood of transfers many gifts share one. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(25);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final long ROCKS_BYTES = 64L << 20;
    private static final long ROCKS_WRITE_BUFFER_BYTES = 32L << 20;

    private final StreamsLife life;
    private final Courier courier;

    private Mint(StreamsLife life, Courier courier) {
        this.life = life;
        this.courier = courier;
    }

    /**
     * Starts the mint; it works as soon as its state is restored, which {@link #health} shows.
     *
     * @throws IllegalArgumentException when a key cannot be had
     * @throws dev.promissory.protocol.TopicMismatchException when the cluster's topics cannot serve
     */
    public static Mint start(MintSettings settings, MeterRegistry registry, Fatal fatal) {
        SigningKey key = settings.createMintKey()
                ? SigningKey.loadOrCreate(settings.mintKeyFile())
                : SigningKey.load(settings.mintKeyFile());
        Optional<SigningKey> stewardsKey = settings.signingKeyFile().map(SigningKey::load);
        TopicLayout layout;
        try (Admin admin = Admin.create(settings.kafka().with(Map.of()))) {
            layout = new TopicProvisioner(admin, settings.partitions(), settings.defaultPartitions())
                    .provision(MintTopology.topics());
        }
        MintRules rules = new MintRules(settings.wallet(), settings.rate(), settings.rememberFor(), key, layout);
        Topology topology = MintTopology.build(rules, stewardsKey, registry);
        ExactlyOnce streams = new ExactlyOnce(
                "promissory-" + NAME,
                settings.stateDir().resolve("stewards"),
                settings.threads(),
                COMMIT_INTERVAL,
                POLL,
                new RocksMemory(ROCKS_BYTES, ROCKS_WRITE_BUFFER_BYTES));
        Courier courier =
                Courier.start(NAME, settings.kafka(), settings.stateDir().resolve("courier"), fatal, registry);
        try {
            StreamsLife life = new StreamsLife(NAME, topology, streams.settings(settings.kafka()), fatal, registry);
            life.start();
            return new Mint(life, courier);
        } catch (RuntimeException e) {
            courier.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Health health() {
        Health deciding = life.health();
        Health sending = courier.health();
        Map<String, Object> details = new LinkedHashMap<>(deciding.details());
        details.put("courier", sending.details());
        return new Health(deciding.ready() && sending.ready(), details);
    }

    @Override
    public void close() {
        Courier.closeWith(life, courier);
    }
}
