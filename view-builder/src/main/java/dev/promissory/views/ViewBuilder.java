package dev.promissory.views;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.Service;
import dev.promissory.kit.UpkeepLog;
import dev.promissory.kit.UpkeepWatch;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicProvisioner;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.views.feed.KafkaFactLog;
import dev.promissory.views.feed.Vouching;
import dev.promissory.views.stream.FactStreamRoute;
import dev.promissory.views.stream.FactStreams;
import dev.promissory.views.stream.VouchedFacts;
import dev.promissory.views.webhooks.Webhooks;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** The views: they fold the facts of the wallets and of the mint into tables and answer from them. */
public final class ViewBuilder implements Service {

    static final String NAME = "views";

    /** How long a query with {@code minSequence} waits until the view has seen it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final UpkeepWatch upkeep;
    private final Generations generations;
    private final ViewRoutes routes;
    private final FactRoutes factRoutes;
    private final KafkaFactLog log;
    private final FactStreams streams;
    private final FactStreamRoute streamRoute;
    private final Webhooks webhooks;

    private ViewBuilder(
            Admin admin,
            UpkeepWatch upkeep,
            Generations generations,
            ViewRoutes routes,
            FactRoutes factRoutes,
            KafkaFactLog log,
            FactStreams streams,
            FactStreamRoute streamRoute,
            Webhooks webhooks) {
        this.admin = admin;
        this.upkeep = upkeep;
        this.generations = generations;
        this.routes = routes;
        this.factRoutes = factRoutes;
        this.log = log;
        this.streams = streams;
        this.streamRoute = streamRoute;
        this.webhooks = webhooks;
    }

    /**
     * Starts the views; they answer as soon as their tables are restored and have caught up, which {@link #health}
     * shows.
     *
     * @throws IllegalArgumentException when a signing key is named and cannot be had
     * @throws dev.promissory.protocol.TopicMismatchException when the cluster's topics cannot serve
     * @throws IllegalStateException when Kafka does not answer, or the tables in the state folder cannot be opened
     */
    public static ViewBuilder start(ViewSettings settings, MeterRegistry registry, Fatal fatal) {
        Optional<SigningKey> key = settings.signingKeyFile().map(SigningKey::load);
        Optional<SigningKey> mintKey = settings.mintKeyFile().map(SigningKey::load);
        Admin admin = Admin.create(settings.kafka().with(Map.of()));
        Deque<Runnable> opened = new ArrayDeque<>();
        opened.push(() -> admin.close(Duration.ZERO));
        try {
            return start(settings, key, mintKey, admin, registry, fatal, opened);
        } catch (RuntimeException e) {
            opened.forEach(Runnable::run);
            throw e;
        }
    }

    /** @param opened gets what must be closed should a later step fail, the last first */
    private static ViewBuilder start(
            ViewSettings settings,
            Optional<SigningKey> key,
            Optional<SigningKey> mintKey,
            Admin admin,
            MeterRegistry registry,
            Fatal fatal,
            Deque<Runnable> opened) {
        TopicLayout layout =
                new TopicProvisioner(admin, settings.partitions(), settings.defaultPartitions()).provision(topics());
        UpkeepWatch upkeep = UpkeepWatch.open(settings.kafka());
        opened.push(upkeep::close);
        FactStreams streams = FactStreams.start(settings.streams(), registry, fault -> fatal.report(NAME, fault));
        opened.push(streams::close);
        StreamedGeneration.Common common = new StreamedGeneration.Common(
                settings, key, mintKey, layout, admin, registry, new FoldMetrics(registry));
        Generations generations = Generations.start(
                upkeep::state,
                new Generations.Work(
                        (name, faults) -> StreamedGeneration.start(name, common, faults),
                        new Leftovers(settings.stateDir(), admin)::remove,
                        record -> UpkeepLog.append(settings.kafka(), record),
                        PATIENCE),
                fatal);
        opened.push(generations::close);
        StreamedGeneration.inputs(layout).forEach(input -> watchLag(registry, generations, input));
        watchTrust(registry, generations);
        upkeep.follow(state -> {}, fault -> fatal.report(NAME, fault));
        Partitions partitions =
                new Partitions(generations::serving, layout.walletPartitions(), layout.outcomePartitions());
        Vouching vouching = new FoldedFacts(generations::serving, layout.walletPartitions());
        KafkaFactLog log = new KafkaFactLog(settings.kafka());
        opened.push(log::close);
        return new ViewBuilder(
                admin,
                upkeep,
                generations,
                new ViewRoutes(partitions, PATIENCE, settings.rateMaxAge(), Clock.systemUTC()),
                new FactRoutes(
                        new ReferenceQuery(partitions),
                        new ProofQuery(new WalletQueries(partitions, PATIENCE), log, key)),
                log,
                streams,
                new FactStreamRoute(
                        partitions::requireReady, streams, new VouchedFacts(settings.kafka(), admin, vouching)),
                Webhooks.start(
                        new Webhooks.Edges(settings.kafka(), admin, layout, vouching),
                        settings.webhooks(),
                        registry,
                        fault -> fatal.report(NAME, fault)));
    }

    /** What the views read beside the wallets' own topics. */
    private static List<TopicSpec> topics() {
        List<TopicSpec> topics = new ArrayList<>(MintTopic.specs());
        topics.add(Topic.RATES.spec());
        topics.add(Topic.UPKEEP.spec());
        topics.addAll(Webhooks.TOPICS);
        return topics;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void routes(RoutesConfig config) {
        routes.register(config);
        factRoutes.register(config);
        streamRoute.register(config);
        webhooks.routes(config);
        ViewProblems.register(config);
    }

    @Override
    public Health health() {
        Health views = generations.health();
        Map<String, Object> details = new LinkedHashMap<>(views.details());
        details.put("webhooks", webhooks.health());
        return new Health(views.ready() && webhooks.ready(), details);
    }

    @Override
    public void endOpenAnswers() {
        streams.close();
    }

    @Override
    public void close() {
        streams.close();
        // Side by side, to stay within the bound of a service.
        Thread endOfWebhooks = Thread.ofPlatform().name("stop-webhooks").start(webhooks::close);
        generations.close();
        try {
            endOfWebhooks.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        upkeep.close();
        log.close();
        admin.close(Duration.ofSeconds(1));
    }

    private static void watchTrust(MeterRegistry registry, Generations generations) {
        for (Trust.Kind kind : Trust.Kind.values()) {
            Gauge.builder(
                            "promissory.views.untrusted",
                            generations,
                            watched -> watched.serving().doubts().here().of(kind))
                    .description("wallets and journals on this instance whose facts could not all be folded")
                    .tag("kind", kind.label())
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** Not a number while the partition is not here. */
    private static void watchLag(MeterRegistry registry, Generations generations, TopicPartition input) {
        Gauge.builder(
                        "promissory.views.lag",
                        generations,
                        watched -> watched.serving().lag(input))
                .description("offsets of the partition that are not folded yet")
                .tag("topic", input.topic())
                .tag("partition", Integer.toString(input.partition()))
                .strongReference(true)
                .register(registry);
    }
}
