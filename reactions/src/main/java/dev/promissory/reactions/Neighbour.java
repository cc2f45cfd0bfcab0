package dev.promissory.reactions;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.RocksMemory;
import dev.promissory.kit.Service;
import dev.promissory.kit.StreamsLife;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicMismatchException;
import dev.promissory.protocol.TopicProvisioner;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.steward.ExactlyOnce;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.Topology;

/** A service that does nothing but react to the wallets' facts. */
public final class Neighbour implements Service {

    /** What follows from a fact may wait this long for its commit; in return many facts share one. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(50);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final long ROCKS_BYTES = 64L << 20;
    private static final long ROCKS_WRITE_BUFFER_BYTES = 32L << 20;
    private static final int DEFAULT_PARTITIONS = 24;

    private final String name;
    private final StreamsLife life;
    private final Optional<Courier> courier;

    private Neighbour(String name, StreamsLife life, Optional<Courier> courier) {
        this.name = name;
        this.life = life;
        this.courier = courier;
    }

    /**
     * Starts it; it reacts as soon as its state is restored, which {@link #health} shows.
     *
     * @param fatal hears of an exception in the reaction: then the service has stopped
     * @throws IllegalArgumentException when a signing key is named and cannot be had
     * @throws TopicMismatchException when the cluster's topics cannot serve
     */
    public static Neighbour start(NeighbourSettings settings, Reaction reaction, MeterRegistry registry, Fatal fatal) {
        Optional<SigningKey> key = settings.signingKeyFile().map(SigningKey::load);
        TopicLayout layout = provision(settings, reaction);
        ReactionRules rules =
                new ReactionRules(settings.name(), reaction, key, layout.walletPartitions(), settings.tells());
        Topology topology = new Topology();
        FactReactions.addTo(topology, rules, registry);
        ExactlyOnce streams = new ExactlyOnce(
                "promissory-neighbour-" + settings.name(),
                settings.stateDir().resolve("reactions"),
                settings.threads(),
                COMMIT_INTERVAL,
                POLL,
                new RocksMemory(ROCKS_BYTES, ROCKS_WRITE_BUFFER_BYTES));
        Optional<Courier> courier = rules.asks()
                ? Optional.of(Courier.start(
                        settings.name(), settings.kafka(), settings.stateDir().resolve("courier"), fatal, registry))
                : Optional.empty();
        try {
            StreamsLife life =
                    new StreamsLife(settings.name(), topology, streams.settings(settings.kafka()), fatal, registry);
            life.start();
            return new Neighbour(settings.name(), life, courier);
        } catch (RuntimeException e) {
            courier.ifPresent(Courier::close);
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Health health() {
        Health reading = life.health();
        Map<String, Object> details = new LinkedHashMap<>(reading.details());
        courier.ifPresent(sending -> details.put("courier", sending.health().details()));
        boolean sends = courier.map(sending -> sending.health().ready()).orElse(true);
        return new Health(reading.ready() && sends, details);
    }

    @Override
    public void close() {
        courier.ifPresentOrElse(sending -> Courier.closeWith(life, sending), life::close);
    }

    private static TopicLayout provision(NeighbourSettings settings, Reaction reaction) {
        List<TopicSpec> topics = new ArrayList<>(settings.tells());
        if (reaction instanceof AskingReaction) {
            topics.add(Outbox.topic(settings.name()));
            topics.add(FactReactions.answersTopic(settings.name()));
        }
        try (Admin admin = Admin.create(settings.kafka().with(Map.of()))) {
            return new TopicProvisioner(admin, OptionalInt.empty(), DEFAULT_PARTITIONS).provision(topics);
        }
    }
}
