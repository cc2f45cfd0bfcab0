package dev.promissory.gateway;

import dev.promissory.domain.Command;
import dev.promissory.gateway.Exchange.Inbox;
import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.Service;
import dev.promissory.kit.UpkeepWatch;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicProvisioner;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The command gateway, wired and running: requests become records on wallet.commands or mint.commands, and the
 * committed answers of the stewards or the mint become responses. It has no state that outlives a request, so any number may run side by side.
 */
public final class CommandGateway implements Service {

    private static final String NAME = "gateway";

    /** Longer than the views wait for what they have not seen yet: then it is they who say so. */
    private static final Duration VIEWS_TIMEOUT = Duration.ofSeconds(7);

    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PRODUCER_CLOSE_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ADMIN_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final GatewaySettings settings;
    private final Producer<byte[], byte[]> producer;
    private final BrokerProbe broker;
    private final ViewsClient views;
    private final Exchange<Command, Outcome> stewards;
    private final Exchange<MintCommand, MintOutcome> mint;
    private final BooleanSupplier stewardsRebuilding;
    private final List<Runnable> afterwards;

    /**
     * What a gateway touches of Kafka.
     *
     * @param producer of commands, whoever they are for
     * @param outcomes where it hears the stewards
     * @param mintOutcomes where it hears the mint
     * @param stewardsRebuilding whether the stewards' state is being rebuilt, and nobody decides
     * @param afterwards run, in this order, when the gateway has ended
     */
    record Edges(
            Producer<byte[], byte[]> producer,
            Inbox outcomes,
            Inbox mintOutcomes,
            BrokerProbe.Question question,
            BooleanSupplier stewardsRebuilding,
            List<Runnable> afterwards) {}

    /** Begins to listen for answers, and only then is there to be asked. */
    CommandGateway(GatewaySettings settings, Edges edges, MeterRegistry registry, Fatal fatal) {
        java.util.function.Consumer<Throwable> broken = cause -> fatal.report(NAME, cause);
        GatewayMetrics metrics = new GatewayMetrics(registry);
        this.settings = settings;
        this.afterwards = List.copyOf(edges.afterwards());
        this.producer = edges.producer();
        this.broker = new BrokerProbe(edges.question(), System::nanoTime, broken);
        this.views = new ViewsClient(settings.views(), VIEWS_TIMEOUT);
        this.stewardsRebuilding = edges.stewardsRebuilding();
        this.stewards = new Exchange<>(
                Addressee.STEWARDS, edges.outcomes(), producer, broker, stewardsRebuilding, settings, metrics, broken);
        this.mint = new Exchange<>(
                Addressee.MINT, edges.mintOutcomes(), producer, broker, () -> false, settings, metrics, broken);
        metrics.watch(() -> stewards.inFlight() + mint.inFlight(), broker::reachable);
        broker.start();
    }

    /**
     * Makes or checks the topics, connects, and stands at the end of the answers when it returns.
     *
     * @throws dev.promissory.protocol.TopicMismatchException when a topic cannot serve
     * @throws IllegalStateException when the cluster does not answer
     */
    public static CommandGateway start(GatewaySettings settings, MeterRegistry metrics, Fatal fatal) {
        Admin admin = GatewayKafka.admin(settings);
        TopicLayout layout;
        try {
            layout = new TopicProvisioner(admin, settings.partitions(), settings.defaultPartitions())
                    .provision(MintTopic.specs());
        } catch (RuntimeException e) {
            admin.close(ADMIN_CLOSE_TIMEOUT);
            throw e;
        }
        UpkeepWatch upkeep = UpkeepWatch.open(settings.kafka());
        upkeep.follow(changed -> {}, cause -> fatal.report(NAME, cause));
        Producer<byte[], byte[]> producer = GatewayKafka.producer(settings);
        Inbox outcomes = inbox(settings, layout, Addressee.STEWARDS);
        Inbox mintOutcomes = inbox(settings, layout, Addressee.MINT);
        awaitMetadata(producer, Addressee.STEWARDS.commands());
        awaitMetadata(producer, Addressee.MINT.commands());
        List<KafkaClientMetrics> clients = List.of(
                new KafkaClientMetrics(producer, Tags.of("service", NAME)),
                new KafkaClientMetrics(outcomes.consumer(), Tags.of("service", NAME)),
                new KafkaClientMetrics(mintOutcomes.consumer(), Tags.of("service", NAME)));
        clients.forEach(client -> client.bindTo(metrics));
        Edges edges = new Edges(
                producer,
                outcomes,
                mintOutcomes,
                GatewayKafka.question(admin),
                () -> upkeep.state().stewardsRebuild().isPresent(),
                List.of(
                        upkeep::close,
                        () -> clients.forEach(KafkaClientMetrics::close),
                        () -> admin.close(ADMIN_CLOSE_TIMEOUT)));
        return new CommandGateway(settings, edges, metrics, fatal);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void routes(RoutesConfig routes) {
        CommandDesk desk = new CommandDesk(stewards.sender());
        new WalletRoutes(desk).register(routes);
        new HoldRoutes(desk).register(routes);
        new JournalRoutes(desk).register(routes);
        new ReversalRoutes(desk, new ProofSearch(views)).register(routes);
        new BatchRoute(stewards.sender(), settings).register(routes);
        new ExerciseRoutes(stewards.sender()).register(routes);
        new MintRoutes(mint.sender()).register(routes);
    }

    @Override
    public Health health() {
        boolean listening = stewards.listening();
        boolean mintListening = mint.listening();
        boolean reachable = broker.reachable();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("listening", listening);
        details.put("outcomePartition", stewards.replyPartition());
        details.put("mintListening", mintListening);
        details.put("mintOutcomePartition", mint.replyPartition());
        details.put("brokerReachable", reachable);
        details.put("stewardsRebuilding", stewardsRebuilding.getAsBoolean());
        details.put("inFlight", stewards.inFlight());
        details.put("mintInFlight", mint.inFlight());
        return new Health(listening && mintListening && reachable, details);
    }

    /** Delivers what it has taken, still hears the answers that come meanwhile, and tells the rest "unknown". */
    @Override
    public void close() {
        broker.close();
        views.close();
        stewards.stopSending();
        mint.stopSending();
        producer.close(PRODUCER_CLOSE_TIMEOUT);
        stewards.stopListening();
        mint.stopListening();
        afterwards.forEach(Runnable::run);
    }

    /** Any partition will do; spread over them, many gateways do not all read each other's answers. */
    private static Inbox inbox(GatewaySettings settings, TopicLayout layout, Addressee<?, ?> addressee) {
        int partitions = layout.of(addressee.outcomes()).partitions();
        return new Inbox(GatewayKafka.consumer(settings, addressee.outcomes()), new SecureRandom().nextInt(partitions));
    }

    /** The first command should not have to wait for what every command needs. */
    private static void awaitMetadata(Producer<byte[], byte[]> producer, String topic) {
        long deadline = System.nanoTime() + METADATA_TIMEOUT.toNanos();
        boolean known = false;
        while (!known) {
            try {
                known = !producer.partitionsFor(topic).isEmpty();
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Kafka does not say where " + topic + " is", e);
                }
            }
        }
    }
}
